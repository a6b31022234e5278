import { normalize as plain } from '@unitsphere/cpu';
import { normalize } from '@unitsphere/cpu/arrays';
import { expect, test } from 'vitest';
import { installed } from '../peers/installed.ts';

interface Tensor {
  readonly type: string;
  readonly dims: number[];
  readonly data: Float32Array;
  neg(): Tensor;
  slice(index: number): Tensor;
}

interface Library {
  readonly Tensor: new (type: string, data: object, dims: number[]) => Tensor;
}

const { Tensor } = installed<Library>('@huggingface/transformers').module;
const values = Float32Array.from({ length: 24 }, (_, i) => Math.cos(i) * 2 ** (i % 9));

test('a tensor of transformers.js comes back as one, which goes on calculating', () => {
  const tensor = new Tensor('float32', values.slice(), [2, 3, 4]);
  const unit = normalize(tensor, { axis: 1 });
  expect(unit).toBeInstanceOf(Tensor);
  expect([unit.type, unit.dims]).toEqual(['float32', [2, 3, 4]]);
  expect(unit.data).toEqual(plain(values, { shape: [2, 3, 4], axis: 1 }));
  expect(tensor.data).toEqual(values);
  expect(unit.slice(1).dims).toEqual([3, 4]);
  expect(unit.neg().data[5]).toBe(-unit.data[5]!);
});

test('tensors of transformers.js that hold integers or float16 are refused', () => {
  for (const tensor of [new Tensor('int64', [1n], [1]), new Tensor('float16', Uint16Array.of(1), [1])])
    expect(() => normalize(tensor)).toThrow('with data of a Float32Array or a Float64Array');
});
