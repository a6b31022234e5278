import type { FloatArray, NormOptions, Rule, Tally } from '@unitsphere/core';
import { describe, expect, test } from 'vitest';
import { float64Beside } from '../../core/test/bits-of.ts';
import { normalize, normalizeWithNorms } from '../src/index.ts';
import { inexactness } from './differences.ts';

interface Exact {
  readonly slice: number[];
  readonly p: number;
  /** Exactly. */
  readonly norm: number;
}

/** Slices whose norm is a float64, and whose square is one too for p = 2. */
const slices: Exact[] = [
  { slice: [3, 4], p: 2, norm: 5 },
  { slice: [3 * 2 ** -140, 4 * 2 ** -140], p: 2, norm: 5 * 2 ** -140 },
  { slice: [8 * 2 ** 100, -15 * 2 ** 100], p: 2, norm: 17 * 2 ** 100 },
  { slice: [1, -2, 3], p: 1, norm: 6 },
  { slice: [2 ** 127, -(2 ** 127), 2 ** 77], p: 1, norm: 2 ** 128 + 2 ** 77 },
  { slice: [1, -7, 3], p: Infinity, norm: 7 },
];

function tallyOf(values: FloatArray, options: NormOptions): Tally {
  return normalizeWithNorms(values, options).tally;
}

describe.each([
  ['float32', Float32Array],
  ['float64', Float64Array],
] as const)('%s', (_, Values) => {
  describe.each(slices)('slice $slice, p = $p', ({ slice, p, norm }) => {
    const values = Values.from(slice);
    const thresholds: [Rule, number][] = [
      ['max', norm],
      ['keep-below', norm],
      ...(p === 2 ? [['max-squared', norm * norm] as [Rule, number]] : []),
    ];

    test.each(thresholds)('rule %s clamps from one unit above the threshold on', (rule, threshold) => {
      const clamped = (epsilon: number): number => tallyOf(values, { p, rule, epsilon }).clamped;
      expect(clamped(float64Beside(threshold, -1))).toBe(0);
      expect(clamped(threshold)).toBe(0);
      expect(clamped(float64Beside(threshold, 1))).toBe(1);
      expect([clamped(0), clamped(threshold / 2), clamped(threshold * 2)]).toEqual([0, 0, 1]);
    });

    test('keep-below returns the slice as it is, bit for bit, from one unit above on', () => {
      const kept = normalize(values, { p, rule: 'keep-below', epsilon: float64Beside(norm, 1) });
      expect(kept).toEqual(values);
      expect(kept).not.toBe(values);
      const divided = normalize(values, { p, rule: 'keep-below', epsilon: norm });
      expect(divided).toEqual(normalize(values, { p }));
    });
  });

  test('an irrational norm is above the float64 below it and below the one above', () => {
    // The float64 nearest to √2 is above it, that nearest to √3 below.
    for (const [length, below, above] of [
      [2, float64Beside(Math.SQRT2, -1), Math.SQRT2],
      [3, Math.sqrt(3), float64Beside(Math.sqrt(3), 1)],
    ] as const) {
      for (const rule of ['max', 'keep-below'] as const) {
        const values = new Values(length).fill(1);
        expect(tallyOf(values, { p: 2, rule, epsilon: below }).clamped).toBe(0);
        expect(tallyOf(values, { p: 2, rule, epsilon: above }).clamped).toBe(1);
      }
    }
  });

  test('a norm that the last bit of one element brings over epsilon', () => {
    const epsilon = 1 + 2 ** -52;
    expect(tallyOf(Values.of(1, 2 ** -53), { p: 1, rule: 'max', epsilon }).clamped).toBe(1);
    expect(tallyOf(Values.of(1, 2 ** -52), { p: 1, rule: 'max', epsilon }).clamped).toBe(0);
    expect(tallyOf(Values.of(1, 2 ** -26), { p: 2, rule: 'max-squared', epsilon }).clamped).toBe(0);
    expect(tallyOf(Values.of(1, 2 ** -27), { p: 2, rule: 'max-squared', epsilon }).clamped).toBe(1);
  });

  test('the tally counts zero, non-finite and clamped slices apart, and zero slices below epsilon as both', () => {
    const rows = [
      [0, -0],
      [1, 2],
      [Number.NaN, 1],
      [0.1, 0],
      [Infinity, 3],
      [0, 0],
      [Number.NaN, -Infinity],
    ];
    const values = Values.from(rows.flat());
    const counts = tallyOf(values, { p: 2, rule: 'max', epsilon: 0.5, shape: [7, 2] });
    expect(counts).toEqual({ zero: 2, nonFinite: 3, clamped: 3, settledExactly: 0 });
    for (const options of [{}, { rule: 'add', epsilon: 1 }, { rule: 'add-squared', epsilon: 1 }] as const) {
      const { tally } = normalizeWithNorms(values, { shape: [7, 2], ...options });
      expect(tally).toEqual({ zero: 2, nonFinite: 3, clamped: 0, settledExactly: 0 });
    }
  });
});

test('other orders compare with epsilon exactly: [3, 4, 5] has the norm 6 for p = 3', () => {
  const clamped = (epsilon: number): number =>
    normalizeWithNorms(Float64Array.of(3, 4, 5), { p: 3, rule: 'max', epsilon }).tally.clamped;
  expect([clamped(float64Beside(6, -1)), clamped(float64Beside(6, 1))]).toEqual([0, 1]);
});

test.each(slices)(
  'float32 slice $slice, p = $p: the bits of the reference on both sides of epsilon',
  (exact) => {
    const { slice, p, norm } = exact;
    for (const step of [-1, 0, 1]) {
      const values = Float32Array.from(slice);
      const epsilon = float64Beside(norm, step);
      for (const rule of ['max', 'keep-below'] as const) {
        expect(inexactness(values, { p, rule, epsilon })).toEqual([]);
      }
      if (p !== 2) continue;
      expect(inexactness(values, { rule: 'max-squared', epsilon: float64Beside(norm * norm, step) })).toEqual(
        [],
      );
    }
  },
);
