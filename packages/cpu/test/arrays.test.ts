import { createRequire } from 'node:module';
import {
  Bool,
  Field,
  FixedSizeList,
  Float16,
  Float32,
  Float64,
  Int32,
  List,
  makeVector,
  Table,
  tableFromIPC,
  tableToIPC,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import ndarray from 'ndarray';
import { Tensor } from 'onnxruntime-common';
import { describe, expect, test } from 'vitest';
import { bitsOf } from '../../core/test/bits-of.ts';
import { failureOf } from '../../core/test/failure-of.ts';
import * as arrays from '../src/arrays.ts';
import { normalize as plain, norms as plainNorms } from '../src/index.ts';

const axes = [undefined, 0, 1, -1, [0, 2], null] as const;
const shape = [2, 3, 4];
const values = Float32Array.from({ length: 24 }, (_, i) => Math.sin(i + 1) * 2 ** ((i * 7) % 20));
const doubles = Float64Array.from(values, (x) => x / 3);
const list = (child: ConstructorParameters<typeof FixedSizeList>[1]['type'], size = 3) =>
  new FixedSizeList(size, new Field('item', child));

/** What ndarray's `get` says of every place, in row-major order. */
function unpacked(view: ndarray.NdArray<Float32Array>): Float32Array {
  const result = new Float32Array(view.size);
  const index = view.shape.map(() => 0);
  for (let i = 0; i < result.length; i++) {
    result[i] = view.get(...index);
    for (let a = index.length - 1; a >= 0 && ++index[a]! === view.shape[a]; a--) index[a] = 0;
  }
  return result;
}

describe('tensors of onnxruntime', () => {
  test.each(axes)(
    'axis %j: a tensor comes back, with the bits of the plain call, and the input stays',
    (axis) => {
      for (const data of [values, doubles]) {
        const tensor = new Tensor(data === values ? 'float32' : 'float64', data.slice(), shape);
        const unit = arrays.normalize(tensor, { axis });
        expect(unit).toBeInstanceOf(Tensor);
        expect(unit.type).toBe(tensor.type);
        expect(unit.dims).toEqual(shape);
        expect(unit.dims).not.toBe(tensor.dims);
        expect(bitsOf(unit.data as Float32Array)).toEqual(bitsOf(plain(data, { shape, axis })));
        expect(bitsOf(tensor.data as Float32Array)).toEqual(bitsOf(data));
      }
    },
  );

  test('the other calls take them too', () => {
    const tensor = new Tensor('float32', values, shape);
    const { values: unit, norms, normsShape, tally } = arrays.normalizeWithNorms(tensor, { axis: 1 });
    expect(bitsOf(unit.data as Float32Array)).toEqual(bitsOf(plain(values, { shape, axis: 1 })));
    expect([...norms]).toEqual([...plainNorms(values, { shape, axis: 1 })]);
    expect(normsShape).toEqual([2, 4]);
    expect(tally.zero).toBe(0);
    expect([...arrays.norms(tensor, { axis: 1 })]).toEqual([...norms]);
    const upstream = new Tensor('float32', values.slice().reverse(), shape);
    const dx = arrays.gradient(tensor, upstream);
    expect(dx).toBeInstanceOf(Tensor);
    expect(bitsOf(dx.data as Float32Array)).toEqual(
      bitsOf(arrays.gradient(values, values.slice().reverse(), { shape })),
    );
  });

  test('an output becomes the data of the result, the tensor’s own data for in place', () => {
    const tensor = new Tensor('float32', values.slice(), shape);
    const data = tensor.data as Float32Array;
    expect(arrays.normalize(tensor, { output: data }).data).toBe(data);
    expect(bitsOf(data)).toEqual(bitsOf(plain(values, { shape })));
  });

  test('rank 0 and no elements', () => {
    expect([
      ...(arrays.normalize(new Tensor('float32', Float32Array.of(-3), [])).data as Float32Array),
    ]).toEqual([-1]);
    const none = arrays.normalize(new Tensor('float32', new Float32Array(0), [2, 0]));
    expect([none.dims, none.data.length]).toEqual([[2, 0], 0]);
  });

  const wrong: [string, () => Tensor, string][] = [
    ['float16', () => new Tensor('float16', Uint16Array.of(1, 2), [2]), 'a Tensor with data of'],
    ['int64', () => new Tensor('int64', BigInt64Array.of(1n), [1]), 'got BigInt64Array'],
    ['strings', () => new Tensor('string', ['a'], [1]), 'got Array'],
    [
      'on a GPU',
      () => Tensor.fromGpuBuffer({} as never, { dataType: 'float32', dims: [2] }),
      'cannot read the data of this Tensor: Error: The data is not on CPU',
    ],
    [
      'disposed of',
      () => {
        const tensor = new Tensor('float32', Float32Array.of(1), [1]);
        tensor.dispose();
        return tensor;
      },
      'The tensor is disposed',
    ],
  ];
  test.each(wrong)('of or %s are refused, with the reason', (_, make, reason) => {
    for (const call of [arrays.normalize, arrays.normalizeWithNorms, arrays.norms]) {
      const failure = failureOf(() => call(make()));
      expect([failure.code, failure.message]).toEqual(['invalid-values', expect.stringContaining(reason)]);
    }
  });
});

describe('ndarrays', () => {
  test('an output in the memory of a view that was copied is refused before anything is written', () => {
    const data = Float32Array.of(1, 2, 3, 4, 5, 6);
    const every = ndarray(data, [3], [2]);
    const other = ndarray(new Float32Array(3));
    for (const call of [
      () => arrays.normalize(every, { output: data.subarray(0, 3) }),
      () => arrays.normalize(every, { output: data.subarray(3) }),
      () => arrays.gradient(other, every, { output: data.subarray(2, 5) }),
    ])
      expect(failureOf(call).code).toBe('output-overlap');
    expect([...data]).toEqual([1, 2, 3, 4, 5, 6]);
    const [apart, beside] = [new Float32Array(3), new Float32Array(9)];
    const within = ndarray(beside, [3], [2]);
    expect(arrays.normalize(within, { output: beside.subarray(5, 8) }).data.byteOffset).toBe(20);
    expect(arrays.normalize(every, { output: apart }).data).toBe(apart);
  });

  const whole = ndarray(values, shape);
  const views: [string, ndarray.NdArray<Float32Array>][] = [
    ['whole', whole],
    ['transposed', whole.transpose(2, 0, 1)],
    ['a part, which starts later', whole.lo(1, 1, 1)],
    ['rows of a part, which lie together', whole.lo(1)],
    ['every other, backwards', whole.step(-1, 2, -1)],
    ['one axis picked', whole.pick(null, 2, null)],
    ['all axes picked', whole.pick(1, 2, 3)],
    ['of no elements', whole.hi(2, 0, 4)],
    ['over a size of 1', ndarray(values, [24, 1, 1], [1, 77, -5], 0)],
  ];
  test.each(views)(
    '%s: a fresh row-major one of the same class, with the bits of the plain call',
    (_, view) => {
      const before = bitsOf(values);
      const unit = arrays.normalize(view);
      const packed = unpacked(view);
      expect(unit.constructor).toBe(view.constructor);
      expect(unit.shape).toEqual(view.shape);
      expect(unit.offset).toBe(0);
      expect(unit.data.length).toBe(view.size);
      expect(bitsOf(unpacked(unit))).toEqual(bitsOf(plain(packed, { shape: view.shape })));
      expect(bitsOf(values)).toEqual(before);
      if (view.dimension === 3)
        expect(unit.transpose(2, 0, 1).shape).toEqual([2, 0, 1].map((a) => view.shape[a]));
    },
  );

  test('axes that do not adjoin, of a transposed view', () => {
    const view = whole.transpose(1, 2, 0);
    const unit = arrays.normalize(view, { axis: [0, 2] });
    expect(bitsOf(unit.data)).toEqual(bitsOf(plain(unpacked(view), { shape: [3, 4, 2], axis: [0, 2] })));
  });

  test('an upstream of another shape is refused though it has as many values', () => {
    const failure = failureOf(() => arrays.gradient(ndarray(values, [4, 6]), ndarray(values, [6, 4])));
    expect([failure.code, failure.message]).toEqual([
      'shape-mismatch',
      'upstream must be float32 [4,6] like the values, got float32 [6,4]',
    ]);
  });

  test('of integers or of a plain array are refused', () => {
    for (const data of [Int32Array.of(1, 2), [1, 2]])
      expect(failureOf(() => arrays.normalize(ndarray<Int32Array | number[]>(data))).code).toBe(
        'invalid-values',
      );
  });
});

describe('arrays of numjs', () => {
  // The whole package does not load without its native image library.
  type NdArray = {
    readonly selection: ndarray.NdArray<Float32Array>;
    readonly shape: number[];
    tolist(): unknown;
  };
  type Library = { new: (rows: unknown, dtype: string) => NdArray & { readonly T: NdArray } };
  const library: Library = createRequire(import.meta.url)('numjs/src/ndarray.js');

  test('come back as arrays of numjs, transposed ones with their values in place', () => {
    const array = library.new(
      [
        [3, 4, 12],
        [8, 15, 0],
      ],
      'float32',
    );
    for (const [view, nested] of [
      [
        array,
        [
          [3, 4, 12],
          [8, 15, 0],
        ],
      ],
      [
        array.T,
        [
          [3, 8],
          [4, 15],
          [12, 0],
        ],
      ],
    ] as const) {
      const unit = arrays.normalize(view);
      expect(unit).toBeInstanceOf(library);
      expect(unit.shape).toEqual(view.shape);
      const flat = Float32Array.from(nested.flat());
      expect(bitsOf(unit.selection.data)).toEqual(bitsOf(plain(flat, { shape: view.shape })));
    }
    expect(array.tolist()).toEqual([
      [3, 4, 12],
      [8, 15, 0],
    ]);
  });

  test('of integers are refused', () => {
    expect(failureOf(() => arrays.normalize(library.new([1, 2], 'int32'))).code).toBe('invalid-values');
  });
});

describe('plain objects', () => {
  test('keep what else they hold, under the name their shape has', () => {
    const name = 'embedding';
    expect(arrays.normalize({ name, data: Float32Array.of(3, 4), dims: [2] })).toEqual({
      name,
      data: plain(Float32Array.of(3, 4)),
      dims: [2],
    });
    const bare = Object.assign(Object.create(null), { data: Float64Array.of(3, 4), shape: [1, 2] });
    expect(Object.getPrototypeOf(arrays.normalize(bare))).toBe(null);
  });

  test('an offset alone begins a row-major array later', () => {
    const array = { data: Float32Array.of(9, 3, 4, 9), shape: [2], offset: 1 };
    expect(arrays.normalize(array)).toMatchObject({ data: plain(Float32Array.of(3, 4)), offset: 0 });
  });

  test('strides and an offset are read by either name, and are those of the result', () => {
    const data = Float32Array.of(9, 9, 3, 9, 4);
    for (const name of ['stride', 'strides']) {
      expect(arrays.normalize({ data, shape: [2], [name]: [2], offset: 2 })).toEqual({
        data: plain(Float32Array.of(3, 4)),
        shape: [2],
        [name]: [1],
        offset: 0,
      });
    }
  });

  const wrong: [string, object, string, string][] = [
    [
      'too few values',
      { data: new Float32Array(5), shape: [2, 3] },
      'shape-mismatch',
      'needs 6 values, got 5',
    ],
    [
      'too many values',
      { data: new Float32Array(7), shape: [2, 3] },
      'shape-mismatch',
      'needs 6 values, got 7',
    ],
    ['a negative size', { data: new Float32Array(6), shape: [-2, -3] }, 'invalid-shape', '[-2,-3]'],
    ['no shape', { data: new Float32Array(6) }, 'invalid-shape', 'got undefined'],
    ['strides past the end', { data: values, shape: [2, 3], stride: [12, 6] }, 'shape-mismatch', '24 values'],
    [
      'strides before the start',
      { data: values, shape: [2], stride: [-1], offset: 0 },
      'shape-mismatch',
      'beyond',
    ],
    ['half a stride', { data: values, shape: [2], stride: [0.5], offset: 0 }, 'shape-mismatch', '0.5'],
    ['too few strides', { data: values, shape: [2, 2], stride: [1], offset: 0 }, 'shape-mismatch', 'beyond'],
    ['integers', { data: Int8Array.of(1), shape: [1] }, 'invalid-values', 'an Object with data of'],
  ];
  test.each(wrong)('with %s are refused', (_, array, code, part) => {
    const failure = failureOf(() => arrays.normalize(array as { data: Float32Array; shape: number[] }));
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(part.replace('an Object', 'a Object'));
  });

  test('a shape beside them, and data that is detached, are refused', () => {
    const array = { data: Float32Array.of(1, 2), shape: [2] };
    expect(failureOf(() => arrays.normalize(array, { shape: [2] })).code).toBe('invalid-shape');
    structuredClone(array.data.buffer, { transfer: [array.data.buffer] });
    expect(failureOf(() => arrays.normalize(array))).toMatchObject({
      code: 'invalid-values',
      message: expect.stringContaining('detached'),
    });
  });

  test('a tensor whose data is a method is refused with the way out', () => {
    const tensor = { shape: [2], data: () => Promise.resolve(Float32Array.of(1, 2)) };
    const failure = failureOf(() => arrays.normalize(tensor as never));
    expect([failure.code, failure.message]).toEqual([
      'invalid-values',
      expect.stringContaining('@unitsphere/tfjs'),
    ]);
  });

  test('a class that computes its data is refused, since nobody here can make one', () => {
    class Matrix {
      readonly shape = [2];
      get data() {
        return Float32Array.of(1, 2);
      }
    }
    expect(failureOf(() => arrays.normalize(new Matrix())).message).toBe(
      'cannot make a Matrix: pass its data and shape',
    );
  });
});

describe('vectors of Apache Arrow', () => {
  const rows = Array.from({ length: 8 }, (_, i) => [...values.subarray(3 * i, 3 * i + 3)]);
  const whole = vectorFromArray(rows, list(new Float32()));
  const readBack = (vector: Vector): Vector =>
    tableFromIPC(tableToIPC(new Table({ column: vector }))).getChild('column')!;
  const floatsOf = (vector: Vector): Float32Array =>
    Float32Array.from([...vector].flatMap((row) => [...row]));

  const vectors: [string, Vector][] = [
    ['whole', whole],
    ['a slice', whole.slice(2, 5)],
    ['an empty slice', whole.slice(3, 3)],
    ['of no rows', vectorFromArray([], list(new Float32()))],
    ['in chunks, one of them sliced', whole.concat(whole.slice(1, 4))],
    ['a slice across chunks', whole.concat(whole).slice(5, 13)],
    ['read from a file', readBack(whole.slice(1, 4).concat(whole))],
    ['memoized', whole.memoize() as Vector],
  ];
  test.each(vectors)('%s: a vector of one chunk and of the same type', (_, vector) => {
    const before = floatsOf(vector);
    const unit = arrays.normalize(vector);
    expect(unit.constructor.name).toBe('Vector');
    expect(String(unit.type)).toBe('FixedSizeList[3]<Float32>');
    expect([unit.length, unit.nullCount, unit.data.length]).toEqual([vector.length, 0, 1]);
    const expected = plain(before, { shape: [vector.length, 3] });
    expect(bitsOf(floatsOf(unit))).toEqual(bitsOf(expected));
    expect(bitsOf(floatsOf(vector))).toEqual(bitsOf(before));
    expect(bitsOf(floatsOf(readBack(unit)))).toEqual(bitsOf(expected));
    expect(unit.slice(1).length).toBe(Math.max(vector.length - 1, 0));
  });

  test('of Float64, of Float32 without lists, and of lists of lists, along any axis', () => {
    const single = arrays.normalize(makeVector(Float32Array.of(3, 4)));
    expect(bitsOf(single.toArray() as Float32Array)).toEqual(bitsOf(plain(Float32Array.of(3, 4))));
    const nested = [
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      [
        [7, 8],
        [9, 10],
        [11, 12],
      ],
    ];
    const deep = vectorFromArray([nested[0], ...nested], list(list(new Float64(), 2))).slice(1);
    for (const axis of [0, 1, 2, null]) {
      const unit = arrays.normalize(deep, { axis });
      expect(JSON.parse(JSON.stringify(unit))).toEqual(plain(nested, { axis }));
    }
    expect([...arrays.norms(deep, { axis: 1 })]).toEqual([...plainNorms(nested, { axis: 1 })]);
  });

  const wrong: [string, () => object, string][] = [
    ['a row that is null', () => vectorFromArray([[1, 2, 3], null], list(new Float32())), 'nulls'],
    ['a null in a row', () => vectorFromArray([[1, null, 3]], list(new Float32())), 'nulls'],
    ['a null in a later chunk', () => whole.concat(vectorFromArray([null], list(new Float32()))), 'nulls'],
    ['Float16', () => vectorFromArray([[1, 2, 3]], list(new Float16())), 'FixedSizeList[3]<Float16>'],
    ['Int32', () => vectorFromArray([[1, 2, 3]], list(new Int32())), 'FixedSizeList[3]<Int32>'],
    ['Bool', () => vectorFromArray([true], new Bool()), 'Bool'],
    [
      'lists of any size',
      () => vectorFromArray([[1], [2, 3]], new List(new Field('x', new Float32()))),
      'List<Float32>',
    ],
    ['many columns', () => new Table({ column: whole }), 'Struct<{column:FixedSizeList[3]<Float32>}>'],
  ];
  test.each(wrong)('of %s are refused', (_, make, part) => {
    const failure = failureOf(() => arrays.normalize(make() as Vector));
    expect([failure.code, failure.message]).toEqual(['invalid-values', expect.stringContaining(part)]);
  });

  test('a slice without the nulls of the whole is taken', () => {
    const vector = vectorFromArray([[3, 4, 0], null, [0, 3, 4]], list(new Float32()));
    expect(floatsOf(arrays.normalize(vector.slice(2)))).toEqual(plain(Float32Array.of(0, 3, 4)));
  });
});

test('float arrays and nested arrays go on as without it, and what is none is refused', () => {
  expect(arrays.normalize(values, { shape })).toEqual(plain(values, { shape }));
  expect(arrays.normalize([[3, 4]])).toEqual([[0.6, 0.8]]);
  for (const none of [new Set(), {}, null, 'x', Int32Array.of(1)])
    expect(failureOf(() => arrays.normalize(none as never)).code).toBe('invalid-values');
});

test('without it, every such array is refused with a word about where it is', () => {
  const failure = failureOf(() => plain({ data: values, shape } as never));
  expect([failure.code, failure.message]).toEqual([
    'invalid-values',
    expect.stringContaining('other arrays by @unitsphere/core/arrays'),
  ]);
});

test('a class whose shape is computed comes back as itself, and nothing of it is called', () => {
  class Computed {
    readonly data: Float32Array;
    constructor(data: Float32Array) {
      this.data = data;
    }
    get shape(): readonly number[] {
      return [this.data.length];
    }
  }
  const data = Float32Array.of(3, 4);
  const unit = arrays.normalize(new Computed(data), { output: data });
  expect(unit).toBeInstanceOf(Computed);
  expect([unit.data, unit.shape]).toEqual([Float32Array.of(0.6, 0.8), [2]]);
});

test('strides count in a typed array too', () => {
  const data = Float64Array.of(3, 5, 4, 12);
  const { data: unit } = arrays.normalize({ data, shape: [2, 2], strides: Int32Array.of(1, 2) });
  expect([...unit]).toEqual([3 / 5, 4 / 5, 5 / 13, 12 / 13]);
});

test('a tensor whose class is made of something else is refused before anything is written', () => {
  // Its declarations have constructors by type of element, of which no class can be made.
  const Base = Tensor as unknown as new (
    type: 'float32',
    values: Float32Array,
    dims: readonly number[],
  ) => Tensor;
  class Embedding extends Base {
    constructor(values: Float32Array, name: string) {
      super('float32', values, [values.length]);
      if (typeof name !== 'string') throw new TypeError('no name');
    }
  }
  const data = Float32Array.of(3, 4);
  const failure = failureOf(() => arrays.normalize(new Embedding(data, 'mine'), { output: data }));
  expect([failure.code, failure.message]).toEqual([
    'invalid-values',
    'cannot make a Embedding: pass its data and shape',
  ]);
  expect([...data]).toEqual([3, 4]);
});
