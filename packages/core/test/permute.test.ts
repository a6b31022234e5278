import fc from 'fast-check';
import { expect, test } from 'vitest';
import { permute, unpermute } from '../src/permute.ts';
import { bitsOf } from './bits-of.ts';

const shapeWithOrder = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 5 }).chain((shape) =>
  fc.record({
    shape: fc.constant(shape),
    order: fc.shuffledSubarray([...shape.keys()], { minLength: shape.length, maxLength: shape.length }),
  }),
);

function valuesFor(shape: readonly number[]): Float64Array {
  return Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i + 1);
}

test('unpermute undoes permute, for any shape and order of axes', () => {
  fc.assert(
    fc.property(shapeWithOrder, ({ shape, order }) => {
      const values = valuesFor(shape);
      const back = new Float64Array(values.length);
      unpermute(permute(values, shape, order), shape, order, back);
      expect(bitsOf(back)).toEqual(bitsOf(values));
    }),
  );
});

test('permuting by an order and then by its inverse changes nothing', () => {
  fc.assert(
    fc.property(shapeWithOrder, ({ shape, order }) => {
      const values = valuesFor(shape);
      const moved = order.map((axis) => shape[axis]!);
      const inverse = order.map((_, axis) => order.indexOf(axis));
      expect(permute(permute(values, shape, order), moved, inverse)).toEqual(values);
    }),
  );
});

test('a permuted element is found at its permuted index', () => {
  fc.assert(
    fc.property(shapeWithOrder, ({ shape, order }) => {
      const result = permute(valuesFor(shape), shape, order);
      for (let flat = 0; flat < result.length; flat++) {
        const index: number[] = [];
        for (let axis = shape.length - 1, rest = flat; axis >= 0; axis--) {
          index[axis] = rest % shape[axis]!;
          rest = (rest - index[axis]!) / shape[axis]!;
        }
        const at = order.reduce((position, axis) => position * shape[axis]! + index[axis]!, 0);
        expect(result[at]).toBe(flat + 1);
      }
    }),
  );
});

test('the dtype and the bits survive, −0 and NaN among them', () => {
  const values = Float32Array.of(-0, Number.NaN, 1e-45, -Infinity, 3, 4);
  const transposed = permute(values, [2, 3], [1, 0]);
  expect(transposed).toBeInstanceOf(Float32Array);
  expect(bitsOf(transposed)).toEqual(bitsOf(Float32Array.of(-0, -Infinity, Number.NaN, 3, 1e-45, 4)));
});
