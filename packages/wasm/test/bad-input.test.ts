import { createNormalizer, type FloatArray, type Normalizer } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type WasmBackend, type WasmOptions, wasm } from '../src/index.ts';
import { wasmThreads } from '../src/threads.ts';

interface Started extends Normalizer<'sync'> {
  readonly backend: WasmBackend;
}

async function start(options: WasmOptions = {}): Promise<Started> {
  return createNormalizer(await wasm({ arena: 2 ** 20, ...options })) as Started;
}

/** Values whose quotients are none of them round. */
function waves(length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(i + 1));
}

function bits(values: FloatArray): Uint8Array {
  return new Uint8Array(values.slice().buffer);
}

function bitsByCpu(values: FloatArray, shape: readonly number[], axis = -1): Uint8Array {
  return bits(createNormalizer(cpu()).normalize(values.slice(), { shape, axis }));
}

function expectWorks({ normalize }: Started): void {
  expect(bits(normalize(waves(6), { shape: [2, 3] }))).toEqual(bitsByCpu(waves(6), [2, 3]));
}

/** Lets no WebAssembly memory be made until the returned function is called. */
function withoutMemory(): () => void {
  const { Memory } = WebAssembly;
  WebAssembly.Memory = class {
    constructor() {
      throw new RangeError('WebAssembly.Memory(): could not allocate memory');
    }
  } as unknown as typeof Memory;
  const restore = (): void => {
    WebAssembly.Memory = Memory;
  };
  onTestFinished(restore);
  return restore;
}

describe('out of memory', () => {
  test('a window that cannot be made is out-of-memory, and a later start succeeds', async () => {
    const restore = withoutMemory();
    const message = expect.stringMatching(/^no room for \d+ bytes of WebAssembly memory$/);
    await expect(wasm()).rejects.toMatchObject({ code: 'out-of-memory', message });
    restore();
    expectWorks(await start());
  });

  test('an arena that cannot be made is out-of-memory, all else works, and a later call makes it', async () => {
    const normalizer = await start();
    const restore = withoutMemory();
    const message = `no room for ${2 ** 20 + 2 ** 16} bytes of WebAssembly memory`;
    const refusal = expect.objectContaining({ code: 'out-of-memory', message });
    expect(() => normalizer.backend.allocate(4)).toThrow(refusal);
    expectWorks(normalizer);
    restore();
    expect(normalizer.backend.allocate(4)).toEqual(new Float32Array(4));
    expectWorks(normalizer);
  });

  test('an arena that is full says what was asked for and what is left, and what it holds is still normalized', async () => {
    const { backend, normalize } = await start({ arena: 4096 });
    const values = backend.allocate(3);
    values.set([2, 3, 6]);
    const message = /^4096 bytes do not fit into an arena of 4096, whose largest gap is \d+$/;
    const refusal = expect.objectContaining({
      code: 'out-of-memory',
      message: expect.stringMatching(message),
    });
    expect(() => backend.allocate(1024)).toThrow(refusal);
    expect(() => backend.allocate(2 ** 40)).toThrow(expect.objectContaining({ code: 'out-of-memory' }));
    expect([...normalize(values, { output: values })]).toEqual([2 / 7, 3 / 7, 6 / 7].map(Math.fround));
    backend.release(values);
    expect(backend.allocate(3)).toEqual(new Float32Array(3));
  });

  test.each([-1, 1.5, Number.NaN, Infinity, '3'])(
    'an array of %s elements is invalid-shape',
    async (length) => {
      const { backend } = await start();
      const message = `length must be an integer ≥ 0, got ${length}`;
      const refusal = expect.objectContaining({ code: 'invalid-shape', message });
      expect(() => backend.allocate(length as number)).toThrow(refusal);
      expect(backend.allocate(3)).toEqual(new Float32Array(3));
    },
  );

  test.each([-1, Number.NaN, Infinity, 2 ** 32])('an arena of %d bytes is invalid-options', async (arena) => {
    const message = `arena must be a number of bytes from 0 to 2^32 - 2^22, got ${arena}`;
    await expect(wasm({ arena })).rejects.toMatchObject({ code: 'invalid-options', message });
  });
});

describe('memory of any kind', () => {
  const shape = [40, 6];
  const kinds: [string, () => ArrayBuffer | SharedArrayBuffer][] = [
    ['an ArrayBuffer', () => new ArrayBuffer(4096)],
    ['a SharedArrayBuffer', () => new SharedArrayBuffer(4096)],
    ['a resizable ArrayBuffer', () => resizable(4096)],
    ['WebAssembly memory of the caller', () => new WebAssembly.Memory({ initial: 1 }).buffer],
  ];
  const offsets = [0, 4, 12, 68, 1020];
  const cases = kinds.flatMap(([name, make]) => offsets.map((offset) => [name, offset, make] as const));

  test.each(cases)(
    '%s at byte %d is input, output and both, and nothing beside it is touched',
    async (_, offset, make) => {
      const { normalize } = await start();
      const values = waves(240);
      for (const axis of [0, 1]) {
        const [input, output] = [make(), make()].map((buffer) => new Float32Array(buffer, offset, 240)) as [
          Float32Array,
          Float32Array,
        ];
        const around = new Float32Array(output.buffer).fill(7);
        input.set(values);
        const expected = bitsByCpu(values, shape, axis);
        expect(bits(normalize(input, { shape, axis, output }))).toEqual(expected);
        expect(bits(input)).toEqual(bits(values));
        expect(bits(output)).toEqual(expected);
        expect(bits(normalize(input, { shape, axis, output: input }))).toEqual(expected);
        output.fill(7);
        expect(around.every((value) => value === 7)).toBe(true);
      }
    },
  );

  test.each(offsets)('so do views of arrays of the arena at byte %d', async (offset) => {
    const { backend, normalize } = await start();
    const [x, y] = [backend.allocate(600), backend.allocate(600)];
    const values = waves(600);
    for (const axis of [0, 1]) {
      x.set(values);
      y.fill(7);
      const [input, output] = [x, y].map((array) => array.subarray(offset / 4, offset / 4 + 240)) as [
        Float32Array,
        Float32Array,
      ];
      const expected = bitsByCpu(input, shape, axis);
      expect(bits(normalize(input, { shape, axis, output }))).toEqual(expected);
      output.fill(7);
      expect(y.every((value) => value === 7)).toBe(true);
      expect(bits(x)).toEqual(bits(values));
      expect(bits(normalize(input, { shape, axis, output: input }))).toEqual(expected);
      values.set(input, offset / 4);
      expect(bits(x)).toEqual(bits(values));
      values.set(waves(600));
    }
  });

  test('an array of the arena goes with one of the heap, either way', async () => {
    const { backend, normalize } = await start();
    const resident = backend.allocate(240);
    const expected = bitsByCpu(waves(240), shape);
    expect(bits(normalize(waves(240), { shape, output: resident }))).toEqual(expected);
    resident.set(waves(240));
    expect(bits(normalize(resident, { shape, output: new Float32Array(240) }))).toEqual(expected);
  });

  test('a view that follows its buffer is as long as the buffer is at the call', async () => {
    const { normalize } = await start();
    const buffer = resizable(16);
    const values = new Float32Array(buffer);
    values.set([3, 4, 0, 12]);
    buffer.resize(8);
    expect([...normalize(values)]).toEqual([0.6, 0.8].map(Math.fround));
    const message = 'shape [4] needs 4 values, got 2';
    expect(() => normalize(values, { shape: [4] })).toThrow(message);
    buffer.resize(16);
    expect([...normalize(values)]).toEqual([...normalize(Float32Array.of(3, 4, 0, 0))]);
  });
});

describe('arrays that cannot be used', () => {
  test('a detached input is invalid-values, a detached output invalid-output, and neither harms a later call', async () => {
    const normalizer = await start();
    const gone = waves(6);
    structuredClone(gone.buffer, { transfer: [gone.buffer] });
    expect(() => normalizer.normalize(gone)).toThrow(expect.objectContaining({ code: 'invalid-values' }));
    const refusal = expect.objectContaining({ code: 'invalid-output' });
    expect(() => normalizer.normalize(waves(6), { output: gone })).toThrow(refusal);
    expectWorks(normalizer);
  });

  test('memory of WebAssembly that grew leaves its old views detached, which is invalid-values', async () => {
    const { normalize } = await start();
    const memory = new WebAssembly.Memory({ initial: 1 });
    const values = new Float32Array(memory.buffer, 0, 6);
    memory.grow(1);
    expect(() => normalize(values)).toThrow(expect.objectContaining({ code: 'invalid-values' }));
  });

  test.each([4, 64, 956])(
    'an output %d bytes past the input overlaps it, on the heap and in the arena',
    async (distance) => {
      const { backend, normalize } = await start();
      for (const array of [waves(600), backend.allocate(600)]) {
        const before = array.slice();
        const values = array.subarray(0, 240);
        const output = array.subarray(distance / 4, distance / 4 + 240);
        const message = `output overlaps the input in part: they are 960 and 960 bytes of one buffer, starting ${distance} bytes apart`;
        const refusal = expect.objectContaining({ code: 'output-overlap', message });
        expect(() => normalize(values, { output })).toThrow(refusal);
        expect(() => normalize(output, { output: values })).toThrow(refusal);
        expect(array).toEqual(before);
      }
    },
  );

  test('releasing what was not allocated here is invalid-values, and takes nothing from anyone', async () => {
    const [{ backend }, other] = [await start(), await start()];
    const refusal = expect.objectContaining({
      code: 'invalid-values',
      message: 'an array that was not allocated here was released',
    });
    expect(() => backend.release(new Float32Array(4))).toThrow(refusal);
    const [mine, theirs] = [backend.allocate(4), other.backend.allocate(4)];
    for (const foreign of [
      new Float32Array(4),
      theirs,
      mine.subarray(1),
      mine.subarray(0),
      new Float64Array(2),
    ])
      expect(() => backend.release(foreign)).toThrow(refusal);
    mine.fill(5);
    expect(backend.allocate(4)).toEqual(new Float32Array(4));
    expect(mine).toEqual(new Float32Array(4).fill(5));
    backend.release(mine);
    expect(() => backend.release(mine)).toThrow(refusal);
  });

  test('an array that is released twice does not take the room of the one that has it now', async () => {
    const { backend } = await start();
    const first = backend.allocate(8);
    backend.release(first);
    // Arrays begin at one of three places, in turn.
    for (let turn = 0; turn < 2; turn++) backend.release(backend.allocate(8));
    const second = backend.allocate(8);
    expect(second.byteOffset).toBe(first.byteOffset);
    expect(() => backend.release(first)).toThrow(expect.objectContaining({ code: 'invalid-values' }));
    backend.release(second);
  });
});

test('after its end every method of a normalizer, allocate and release are an error with the code disposed', async () => {
  const normalizer = await start();
  const { backend } = normalizer;
  const array = backend.allocate(4);
  for (let time = 0; time < 2; time++) normalizer[Symbol.dispose]();
  const message = 'backend wasm was used after its end';
  const refusal = expect.objectContaining({ code: 'disposed', message });
  const calls = [
    () => normalizer.normalize(array),
    () => normalizer.normalizeWithNorms(array),
    () => normalizer.norms(array),
    () => normalizer.gradient(array, array),
    () => normalizer.tensor(array),
    () => normalizer.borrow(array, 'float32', [4]),
    () => backend.allocate(4),
    () => backend.release(array),
  ];
  for (const call of calls) expect(call).toThrow(refusal);
});

/** ES2024, which this target's library does not know yet. */
function resizable(maxByteLength: number): ArrayBuffer & { resize(bytes: number): void } {
  const Resizable = ArrayBuffer as unknown as new (
    bytes: number,
    options: { readonly maxByteLength: number },
  ) => ArrayBuffer & { resize(bytes: number): void };
  return new Resizable(maxByteLength, { maxByteLength });
}

test('two objects for one shared memory are taken for arrays that may be the same', async () => {
  const memory = new WebAssembly.Memory({ initial: 8, maximum: 16, shared: true });
  const before = memory.buffer;
  memory.grow(1);
  for (const shape of [
    [1, 40_000],
    [2500, 16],
  ] as const) {
    const x = new Float32Array(before, 0, 40_000);
    const y = new Float32Array(memory.buffer, 0, 40_000);
    // The last quotient is subnormal, so that its slice is uncertain at the end.
    x.forEach((_, i) => {
      x[i] = i === 39_999 ? 3 * 2 ** -130 : Math.sin(i + 1);
    });
    const axis = shape[0] === 1 ? 1 : 0;
    const expected = createNormalizer(cpu()).normalize(x.slice(), { shape, axis });
    createNormalizer(await wasm()).normalize(x, { shape, axis, output: y });
    expect(Array.from(y)).toEqual(Array.from(expected));
  }
});

test('an arena gives all of its bytes again and again', async () => {
  const backend = await wasm({ arena: 2 ** 16 });
  for (let round = 0; round < 7; round++) backend.release(backend.allocate(2 ** 14));
  expect(() => backend.allocate(2 ** 14 + 1)).toThrow(
    '65540 bytes do not fit into an arena of 65536, whose largest gap is 65536',
  );
});

test.each(['4096', null, true, [], 10n])(
  'arena and threadsFrom must be numbers: %s is an error',
  async (odd) => {
    for (const options of [{ arena: odd as unknown as number }, { threadsFrom: odd as unknown as number }])
      await expect(wasmThreads(options)).rejects.toMatchObject({ code: 'invalid-options' });
  },
);
