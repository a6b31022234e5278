import { normsExactly } from '@unitsphere/core/reference';
import { describe, expect, test } from 'vitest';
import { float64Beside } from '../../core/test/bits-of.ts';
import { normalize, norms } from '../src/index.ts';
import { ruleCases } from './rule-cases.ts';
import { float64Families, float64Slice } from './slice-families.ts';
import { worstUlp } from './worst-ulp.ts';

const families = Object.entries(float64Families);
/** Normal results: half a unit by the rounding itself, and 2^-10 of one by all that comes before it in double-double. */
const once = 0.5 + 2 ** -10;

describe.each([1, 2, Infinity])('p = %d: every float64 is within 1 ULP', (p) => {
  test.each(families)('%s, under every rule', (_, draw) => {
    for (const length of [1, 2, 3, 8, 37]) {
      const slice = float64Slice(draw, length, length);
      for (const rule of ruleCases(p, norms(slice, { p })[0]!)) {
        const label = JSON.stringify({ length, ...rule });
        expect(worstUlp(slice, normalize(slice, rule), rule), label).toBeLessThanOrEqual(1);
      }
    }
  });

  test('a thousand values near the largest float64, whose norm is past it, are rounded once', () => {
    const slice = float64Slice(float64Families['many near the largest float64'], 1000, 1);
    expect(worstUlp(slice, normalize(slice, { p }), { p })).toBeLessThanOrEqual(once);
  });

  test('10 000 elements, several blocks of 4096, are rounded once', () => {
    const slice = float64Slice(float64Families.ordinary, 10_000, 1);
    expect(worstUlp(slice, normalize(slice, { p }), { p })).toBeLessThanOrEqual(once);
  });

  test('epsilons at both ends of float64, far above and far below the norm', () => {
    for (const scale of [2 ** -1060, 2 ** -1000, 2 ** -481, 2 ** -479, 1, 2 ** 479, 2 ** 481, 2 ** 1000]) {
      const slice = Float64Array.of(1.75, -1.25, 2 ** -30, 1 / 3).map((x) => x * scale);
      for (const epsilon of [5e-324, 1e-310, 1e-154, 1e-12, 1, 1e100, 1e154, 1e300, Number.MAX_VALUE]) {
        for (const { p: _, ...rule } of ruleCases(p, 1).filter((c) => c.epsilon !== undefined)) {
          const options = { ...rule, p, epsilon };
          const label = JSON.stringify({ scale, ...options });
          expect(worstUlp(slice, normalize(slice, options), options), label).toBeLessThanOrEqual(1);
        }
      }
    }
  });
});

describe('epsilon a unit beside the norm', () => {
  test.each([2 ** -1060, 2 ** -540, 2 ** -300, 1, 2 ** 300, 2 ** 540, 2 ** 1020])('of 5 · %d', (scale) => {
    const slice = Float64Array.of(3 * scale, -4 * scale);
    for (const step of [-1, 0, 1]) {
      const epsilon = float64Beside(5 * scale, step);
      for (const rule of ['max', 'add', 'keep-below'] as const) {
        const options = { rule, epsilon };
        expect(worstUlp(slice, normalize(slice, options), options)).toBeLessThanOrEqual(1);
      }
      const square = 25 * scale * scale;
      if (square === 0 || square === Infinity) continue;
      for (const rule of ['max-squared', 'add-squared'] as const) {
        const options = { rule, epsilon: float64Beside(square, step) };
        expect(worstUlp(slice, normalize(slice, options), options)).toBeLessThanOrEqual(1);
      }
    }
  });
});

test('subnormal results are within 1 ULP, exact ties included', () => {
  const units = [1, 2, 3, 5, 7, 1001].map((k) => k * 2 ** -1074);
  for (const first of [2, 3, 1.5, 2 ** 30, 2 ** 500]) {
    const slice = Float64Array.of(first, ...units, ...units.map((x) => -x * 2 ** 31), 2 ** -1000);
    for (const p of [1, 2, Infinity]) {
      expect(worstUlp(slice, normalize(slice, { p }), { p })).toBeLessThanOrEqual(1);
    }
  }
});

test('a single element is its sign, at every exponent', () => {
  for (let exponent = -1074; exponent <= 1023; exponent++) {
    for (const p of [1, 2, 2.5, Infinity]) {
      expect(normalize(Float64Array.of(-(2 ** exponent)), { p })[0]).toBe(-1);
    }
  }
});

test('elements far below the largest keep all their digits', () => {
  const slice = Float64Array.of(1e300, 1 / 3, Math.PI * 1e-5, -1e-8 / 7);
  for (const p of [1, 2, Infinity]) {
    expect(worstUlp(slice, normalize(slice, { p }), { p })).toBeLessThanOrEqual(1);
  }
});

describe('magnitudes around those at which slices are scaled', () => {
  test.each([
    -535, -531, -525, -520, -515, -510, -500, -483, -482, -481, -480, -479, 479, 480, 481, 500, 530,
  ])('2^%d is rounded once', (exponent) => {
    const slice = Float64Array.of(1.1, 1.3, -1.7, 2 ** -40 / 3).map((x) => x * 2 ** exponent);
    for (const p of [1, 2, Infinity]) {
      expect(worstUlp(slice, normalize(slice, { p }), { p })).toBeLessThanOrEqual(once);
      expect(Object.is(norms(slice, { p })[0], normsExactly(slice, { p })[0])).toBe(true);
    }
  });
});
