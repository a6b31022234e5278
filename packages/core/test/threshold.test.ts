import { describe, expect, test } from 'vitest';
import { type NormOptions, type Rule, resolveRule } from '../src/index.ts';
import { exactNorm, gradientExactly, isClamped, normalizeExactly } from '../src/reference/index.ts';
import { bitsOf, float64Beside } from './bits-of.ts';

/** Float32 slices with N exactly as given, and S = N² exactly too, for p = 2. */
const slices: [string, Float32Array, number][] = [
  ['[3, 4]', Float32Array.of(3, 4), 5],
  ['[3, 4] · 2^-140', Float32Array.of(3 * 2 ** -140, 4 * 2 ** -140), 5 * 2 ** -140],
  ['[8, 15] · 2^100', Float32Array.of(8 * 2 ** 100, 15 * 2 ** 100), 17 * 2 ** 100],
];

function clamped(slice: Float32Array, rule: Rule, epsilon: number, p = 2): boolean {
  return isClamped(exactNorm(slice, p), resolveRule({ rule, epsilon, p }, 'float32').denominator);
}

describe.each(slices)('%s', (_, slice, norm) => {
  const plain = bitsOf(normalizeExactly(slice));

  describe.each<[Rule, number]>([
    ['max', norm],
    ['keep-below', norm],
    ['max-squared', norm * norm],
  ])('rule %s', (rule, threshold) => {
    test('epsilon exactly at the threshold, or one unit below, divides by the norm', () => {
      for (const epsilon of [threshold, float64Beside(threshold, -1), 0]) {
        expect(clamped(slice, rule, epsilon)).toBe(false);
        expect(bitsOf(normalizeExactly(slice, { rule, epsilon }))).toEqual(plain);
      }
    });

    test('epsilon one unit above is the one that counts', () => {
      const epsilon = float64Beside(threshold, 1);
      expect(clamped(slice, rule, epsilon)).toBe(true);
      if (rule === 'keep-below') {
        expect(bitsOf(normalizeExactly(slice, { rule, epsilon }))).toEqual(bitsOf(slice));
      }
    });

    test('the gradient changes its form at the same place', () => {
      const gradient = (epsilon: number) => gradientExactly(slice, Float32Array.of(1, 0), { rule, epsilon });
      // Where epsilon is fixed, D is a constant: the second component does not depend on the first element.
      expect(gradient(float64Beside(threshold, 1))[1]).toBe(0);
      for (const units of [0, -1]) expect(gradient(float64Beside(threshold, units))[1]).toBeLessThan(0);
    });
  });
});

test('a clamped result is x over epsilon, or over its root, rounded once', () => {
  const slice = Float64Array.of(3, 4);
  const at = (options: NormOptions) => [...normalizeExactly(slice, options)];
  expect(at({ rule: 'max', epsilon: 16 })).toEqual([3 / 16, 4 / 16]);
  expect(at({ rule: 'max-squared', epsilon: 64 })).toEqual([3 / 8, 4 / 8]);
  expect(at({ rule: 'keep-below', epsilon: 16 })).toEqual([3, 4]);
  expect(at({ rule: 'add', epsilon: 3 })).toEqual([3 / 8, 4 / 8]);
  expect(at({ rule: 'add-squared', epsilon: 39 })).toEqual([3 / 8, 4 / 8]);
});

test('thresholds are compared without rounding: the square of epsilon would round to S', () => {
  // N = √2 lies strictly between two neighbouring float64 values, whose rounded squares are both beside 2.
  const slice = Float32Array.of(1, 1);
  expect(clamped(slice, 'max', Math.SQRT2)).toBe(true); // Math.SQRT2 is the one above
  expect(clamped(slice, 'max', float64Beside(Math.SQRT2, -1))).toBe(false);
  // ε² underflows to 0 in float64, and so does the rounded S.
  expect(clamped(Float32Array.of(2 ** -149), 'max', 2 ** -600)).toBe(false);
  expect(clamped(Float32Array.of(0), 'max', 5e-324)).toBe(true);
  expect(clamped(Float32Array.of(0), 'max-squared', 5e-324)).toBe(true);
});

test.each([1, Infinity, 3])('p = %d: the norm of one element meets its own size exactly', (p) => {
  const x = Math.fround(0.1);
  for (const rule of ['max', 'keep-below'] as const) {
    expect(clamped(Float32Array.of(x), rule, x, p)).toBe(false);
    expect(clamped(Float32Array.of(x), rule, float64Beside(x, 1), p)).toBe(true);
  }
});

test('added epsilons clamp nothing', () => {
  expect(clamped(Float32Array.of(0), 'add', 1)).toBe(false);
  expect(clamped(Float32Array.of(0), 'add-squared', 1)).toBe(false);
});
