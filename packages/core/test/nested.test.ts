import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flatten, nest } from '../src/nested.ts';
import { bitsOf } from './bits-of.ts';

const dimensions = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
const filled = dimensions.chain((shape) => {
  const size = shape.reduce((a, b) => a * b, 1);
  return fc.record({
    shape: fc.constant(shape),
    values: fc.float64Array({ minLength: size, maxLength: size }),
  });
});

test('flatten undoes nest, bit for bit', () => {
  fc.assert(
    fc.property(filled, ({ shape, values }) => {
      const back = flatten(nest(values, shape));
      expect(back.shape).toEqual(shape);
      expect(bitsOf(back.input)).toEqual(bitsOf(values));
    }),
  );
});

test('nest undoes flatten', () => {
  fc.assert(
    fc.property(filled, ({ shape, values }) => {
      const nested = nest(values, shape);
      const { input: flat, shape: found } = flatten(nested);
      expect(nest(flat, found)).toEqual(nested);
    }),
  );
});

test('flatten reads row by row', () => {
  const { input, shape } = flatten([
    [
      [1, 2],
      [3, 4],
    ],
    [
      [5, 6],
      [7, 8],
    ],
  ]);
  expect(shape).toEqual([2, 2, 2]);
  expect(input).toEqual(Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8));
});

test('a shape ends at its first 0: no deeper size can be seen', () => {
  expect(flatten([])).toMatchObject({ input: new Float64Array(0), shape: [0] });
  expect(flatten([[], []])).toMatchObject({ input: new Float64Array(0), shape: [2, 0] });
  expect(nest([], [2, 0])).toEqual([[], []]);
  expect(nest([], [2, 0, 3])).toEqual([[], []]);
  expect(nest([], [0, 2])).toEqual([]);
});
