import { describe, expect, test } from 'vitest';
import { resolveAxes, resolveLayout, type Shape } from '../src/index.ts';
import { normalizeExactly, normsExactly } from '../src/reference/index.ts';

function* shapesOfRank(rank: number, sizes: readonly number[]): Generator<number[]> {
  if (rank === 0) return yield [];
  for (const rest of shapesOfRank(rank - 1, sizes)) for (const size of sizes) yield [...rest, size];
}

function subsets(rank: number): number[][] {
  return Array.from({ length: 2 ** rank }, (_, set) =>
    [...Array(rank).keys()].filter((axis) => set & (1 << axis)),
  );
}

/**
 * The definition by index arithmetic: the flat indices of each slice, slices in row-major order of the kept axes and
 * elements in row-major order of the normalized ones.
 */
function slicesByDefinition(shape: Shape, axes: readonly number[]): number[][] {
  const size = shape.reduce((product, n) => product * n, 1);
  const slices = new Map<string, number[]>();
  const kept = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  for (const key of product(kept.map((axis) => shape[axis]!))) slices.set(key.join(), []);
  for (let flat = 0; flat < size; flat++) {
    const index: number[] = [];
    for (let axis = shape.length - 1, rest = flat; axis >= 0; axis--) {
      index[axis] = rest % shape[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    slices.get(kept.map((axis) => index[axis]).join())!.push(flat);
  }
  return [...slices.values()];
}

function product(sizes: readonly number[]): number[][] {
  return sizes.reduce<number[][]>(
    (all, size) => all.flatMap((prefix) => Array.from({ length: size }, (_, i) => [...prefix, i])),
    [[]],
  );
}

/** The same by the layout: outer × length × inner over the permuted elements. */
function slicesByLayout(shape: Shape, axes: readonly number[]): { slices: number[][]; normsShape: Shape } {
  const { outer, length, inner, stride, permutation, normsShape } = resolveLayout(shape, axes);
  expect(stride).toBe(length * inner);
  const order = permutation ?? shape.map((_, axis) => axis);
  const strideOf = (axis: number) => shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  const source = product(order.map((axis) => shape[axis]!)).map((index) =>
    index.reduce((flat, i, position) => flat + i * strideOf(order[position]!), 0),
  );
  expect(source.length).toBe(outer * length * inner);
  const slices: number[][] = [];
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      slices.push(Array.from({ length }, (_, k) => source[o * stride + k * inner + i]!));
    }
  }
  return { slices, normsShape };
}

describe.each([
  [0, [1]],
  [1, [0, 1, 2, 3]],
  [2, [0, 1, 2, 3]],
  [3, [0, 1, 2, 3]],
  [4, [0, 1, 2, 3]],
  [5, [0, 1, 2]],
  [5, [1, 3]],
])('every shape of rank %i with sizes %j', (rank, sizes) => {
  test('every subset of its axes gives exactly the slices of the definition, in the order of the norms', () => {
    for (const shape of shapesOfRank(rank, sizes)) {
      for (const axes of subsets(rank)) {
        const { slices, normsShape } = slicesByLayout(shape, axes);
        const label = `shape [${shape}] axes [${axes}]`;
        expect(normsShape, label).toEqual(shape.filter((_, axis) => !axes.includes(axis)));
        // JSON compares a thousand times faster than toEqual, and every element is an integer.
        expect(JSON.stringify(slices), label).toBe(JSON.stringify(slicesByDefinition(shape, axes)));
      }
    }
  });
});

test('elements move only where a kept axis longer than 1 lies between normalized ones', () => {
  const moves = (shape: Shape, axes: number[]) => resolveLayout(shape, axes).permutation;
  expect(moves([2, 3, 4], [0, 1])).toBeUndefined();
  expect(moves([2, 1, 4], [0, 2])).toBeUndefined();
  expect(moves([2, 3, 1], [0, 2])).toBeUndefined();
  expect(moves([2, 3, 4], [0, 2])).toEqual([1, 0, 2]);
  expect(moves([2, 3, 4, 5], [0, 2])).toEqual([1, 3, 0, 2]);
});

describe('the reference on axes named in every way', () => {
  const shape = [2, 3, 2];
  const values = Float32Array.from({ length: 12 }, (_, i) => 2 ** i); // sums of distinct powers name their elements

  test.each([
    [
      [0, 2],
      [0, 2],
    ],
    [
      [2, 0],
      [0, 2],
    ],
    [
      [-1, -3],
      [0, 2],
    ],
    [-2, [1]],
    [
      [1, 0],
      [0, 1],
    ],
    [undefined, [2]],
    [null, [0, 1, 2]],
  ])('axis %j: its norms for p = 1 sum exactly the slices of the definition', (axis, axes) => {
    expect(resolveAxes(axis, 3)).toEqual(axes);
    const sums = slicesByDefinition(shape, axes).map((slice) => slice.reduce((sum, i) => sum + 2 ** i, 0));
    expect([...normsExactly(values, { shape, axis, p: 1 })]).toEqual(sums);
  });

  test.each([[[0, 2]], [[2, 0]], [1], [null]])(
    'axis %j: each result stands where its element stood',
    (axis) => {
      const sums = new Map<number, number>();
      for (const slice of slicesByDefinition(shape, resolveAxes(axis, 3))) {
        const sum = slice.reduce((total, i) => total + 2 ** i, 0);
        for (const i of slice) sums.set(i, sum);
      }
      // 2^i / s with s < 2^12 is dyadic or at least 2^-25 / s > 2^-37 (relative) from a float32 midpoint, so that
      // rounding to float64 on the way changes nothing.
      const expected = Float32Array.from(values, (x, i) => x / sums.get(i)!);
      expect(normalizeExactly(values, { shape, axis, p: 1 })).toEqual(expected);
    },
  );

  test('rank 0 is one slice of one element', () => {
    const options = { shape: [] };
    expect([...normalizeExactly(Float32Array.of(-22), options)]).toEqual([-1]);
    expect([...normsExactly(Float32Array.of(-22), options)]).toEqual([22]);
  });
});
