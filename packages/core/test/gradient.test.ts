import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type NormOptions, rules } from '../src/index.ts';
import { gradientExactly } from '../src/reference/index.ts';
import { bitsOf } from './bits-of.ts';

const gradient = (x: number[], dy: number[], options: NormOptions = {}) => [
  ...gradientExactly(Float64Array.from(x), Float64Array.from(dy), options),
];

test('[3, 4] by hand: (dy − (x/N)·Σ(dy·y)) / N', () => {
  // y = (3/5, 4/5), dy = (5, 0): Σ = 3, dx = (5 − 9/5, −12/5) / 5.
  expect(gradient([3, 4], [5, 0])).toEqual([16 / 25, -12 / 25]);
});

test('rule add by hand: g is x/N, but y and D have the epsilon', () => {
  // N = 5, D = 10, y = (3/10, 4/10), dy = (10, 0): Σ = 3, dx = (10 − 9/5, −12/5) / 10.
  expect(gradient([3, 4], [10, 0], { rule: 'add', epsilon: 5 })).toEqual([0.82, -0.24]);
});

test('rule add-squared by hand: g is y', () => {
  // D = √(25 + 39) = 8, y = (3/8, 4/8), dy = (8, 0): Σ = 3, dx = (8 − 9/8, −12/8) / 8.
  expect(gradient([3, 4], [8, 0], { rule: 'add-squared', epsilon: 39 })).toEqual([55 / 64, -12 / 64]);
});

test('p = 1: an element of 0 has sign 0', () => {
  // N = 4, y = (3/4, 0, −1/4), dy = (4, 4, 0): Σ = 3, g = (1, 0, −1).
  expect(gradient([3, 0, -1], [4, 4, 0], { p: 1 })).toEqual([1 / 4, 1, 3 / 4]);
});

test('p = ∞: tied maxima share equally, by their signs', () => {
  // N = 2, y = (1, −1, 1/2), dy = (4, 0, 4): Σ = 6, g = (1/2, −1/2, 0).
  expect(gradient([2, -2, 1], [4, 0, 4], { p: Infinity })).toEqual([1 / 2, 3 / 2, 2]);
});

describe.each(rules)('rule %s', (rule) => {
  const options = (epsilon: number): NormOptions => (rule === 'none' ? {} : { rule, epsilon });

  test('a zero slice: 0 where D is 0, else the upstream over D', () => {
    const root = rule.endsWith('squared') ? 2 : rule === 'keep-below' ? 1 : 4;
    expect(gradient([0, -0], [8, -3], options(4))).toEqual(rule === 'none' ? [0, 0] : [8 / root, -3 / root]);
    if (rule !== 'none') expect(gradient([0, 0], [8, -3], options(0))).toEqual([0, 0]);
  });

  test('a non-finite element of the slice or of its upstream gives NaN, in that slice alone', () => {
    for (const bad of [Number.NaN, Infinity, -Infinity]) {
      const shaped = { ...options(0.25), shape: [2, 2] };
      const good = gradient([3, 4], [1, 2], options(0.25));
      expect(gradient([bad, 1, 3, 4], [1, 1, 1, 2], shaped)).toEqual([Number.NaN, Number.NaN, ...good]);
      expect(gradient([3, 4, 1, 2], [1, 2, 1, bad], shaped)).toEqual([...good, Number.NaN, Number.NaN]);
    }
  });
});

test('a component that overflows is infinite with its sign', () => {
  expect(gradient([5e-324, 0], [0, 1e300])).toEqual([0, Infinity]);
  expect(gradient([5e-324, 0], [0, -1e300])).toEqual([0, -Infinity]);
});

test('squares past the range of float64 change nothing: slices scaled by 2^k have gradients scaled by 2^-k', () => {
  const integers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(
      integers,
      integers,
      fc.integer({ min: -1000, max: 1000 }),
      fc.constantFrom(1, 2, Infinity),
      (x, dy, k, p) => {
        const plain = gradient(x, dy, { p });
        const scaled = gradient(
          x.map((v) => v * 2 ** k),
          dy,
          { p },
        );
        // An exact cancellation leaves what the reference rounds off, below 2^-1300 of the plain gradient; where a
        // component is subnormal, its last bits may round.
        scaled.forEach((value, i) => {
          if (plain[i] === 0) expect(Math.abs(value)).toBeLessThan(2 ** Math.max(-1074, -1300 - k));
          else if (Math.abs(value) >= 2 ** -1022) expect(value).toBe(plain[i]! * 2 ** -k);
        });
      },
    ),
  );
});

test('an upstream along the slice has no gradient under rule none, since the length does not matter', () => {
  expect(gradient([3, 4], [3, 4])).toEqual([0, 0]);
  expect(gradient([1, 0, 0], [7, 0, 0], { p: 1 })).toEqual([0, 0, 0]);
});

test.each([[[0, 2]], [[2, 0]], [1], [0], [null]])(
  'axis %j: the same slices as along the last axis',
  (axis) => {
    const x = Float32Array.from({ length: 12 }, (_, i) => (i % 5) - 2.5);
    const dy = Float32Array.from({ length: 12 }, (_, i) => (i % 7) - 3);
    const shape = [2, 3, 2];
    const whole = gradientExactly(x, dy, { shape, axis });
    const axes = axis === null ? [0, 1, 2] : [axis].flat();
    const keyOf = (i: number) =>
      [Math.floor(i / 6), Math.floor(i / 2) % 3, i % 2].filter((_, a) => !axes.includes(a)).join();
    for (const key of new Set(Array.from(x, (_, i) => keyOf(i)))) {
      const members = [...x.keys()].filter((i) => keyOf(i) === key);
      const pick = (array: Float32Array) => Float32Array.from(members, (i) => array[i]!);
      const alone = gradientExactly(pick(x), pick(dy));
      expect(bitsOf(Float64Array.from(members, (i) => whole[i]!))).toEqual(bitsOf(alone));
    }
  },
);
