import type { NormalizeOptions } from '@unitsphere/core';
import { normalizeExactly } from '@unitsphere/core/reference';
import { describe, expect, test } from 'vitest';
import { float32Of } from '../../core/test/bits-of.ts';
import { normalizeWithNorms } from '../src/index.ts';
import { differences } from './differences.ts';
import { type NearTie, nearTie } from './near-tie.ts';

/** How many elements took the exact path, after comparing all with the reference. */
function settledExactly(slice: Float32Array, options: NormalizeOptions = {}): number {
  const { values, tally } = normalizeWithNorms(slice, options);
  expect(differences(values, normalizeExactly(slice, options))).toEqual([]);
  return tally.settledExactly;
}

const midpoints = [0.5 + 2 ** -25, 0.75 - 2 ** -25, (2 ** 24 + 1234567) * 2 ** -25, 3 * 2 ** -3 + 2 ** -26];
const sides = ['above', 'below'] as const;
const elements = [1, Math.fround(0.1), Math.fround(1.9), Math.fround(12345.678), Math.fround(7e-31)];

describe.each([1, 2] as const)('p = %d: quotients within 2^-60 of a midpoint of two float32', (p) => {
  for (const side of sides) {
    test(`${side} it take the exact path and come out right`, () => {
      for (const midpoint of midpoints) {
        for (const element of elements) {
          const slice = nearTie({ p, element, midpoint, side });
          expect(settledExactly(slice, { p })).toBeGreaterThan(0);
        }
      }
    });

    test(`${side} it under rule add, where D = N + epsilon`, () => {
      for (const epsilon of [0.1, 1e-3, 1e-12]) {
        const tie: NearTie = { p, element: Math.fround(0.7), midpoint: midpoints[0]!, side, epsilon };
        expect(settledExactly(nearTie(tie), { p, rule: 'add', epsilon })).toBeGreaterThan(0);
      }
    });
  }
});

test.each([
  [1, 'above'],
  [1, 'below'],
  [2, 'above'],
  [2, 'below'],
] as const)('p = %d: quotients within 2^-49 %s a midpoint come out right', (p, side) => {
  for (const midpoint of midpoints) {
    for (const element of elements) {
      const slice = nearTie({ p, element, midpoint, side, within: 49 });
      expect(settledExactly(slice, { p })).toBeGreaterThan(0);
    }
  }
});

test('p = ∞: the float32 quotients nearest to a midpoint are right on both sides of it', () => {
  // midpoint · max ≡ ∓1 (mod 2^25), so that x / max is within 2^-47 of the midpoint, a 25-bit number over 2^25.
  const seen = new Set<bigint>();
  for (let max = 0xffffffn; max > 0xffff80n; max -= 2n) {
    for (const rest of [1n, -1n]) {
      const midpoint = inverse(max, -rest);
      if (midpoint < 1n << 24n) continue;
      const x = (midpoint * max + rest) >> 25n;
      settledExactly(Float32Array.of(Number(max), Number(x), -Number(x), 1), { p: Infinity });
      seen.add(rest);
    }
  }
  expect(seen.size).toBe(2);
});

/** k · m^-1 modulo 2^25, for odd m. */
function inverse(m: bigint, k: bigint): bigint {
  let result = m;
  for (let i = 0; i < 5; i++) result *= 2n - m * result;
  return BigInt.asUintN(25, result * k);
}

describe('subnormal results', () => {
  const slice = float32Of(0x40000000, 0x00000003); // [2, 3·2^-149]

  test('a quotient that ties but for 2^-300 of it goes down for p = 2, as float64 cannot tell', () => {
    expect(settledExactly(slice)).toBe(1);
    expect(normalizeWithNorms(slice).values[1]).toBe(2 ** -149);
  });

  test('an exact tie goes to the even neighbour for p = ∞', () => {
    expect(settledExactly(slice, { p: Infinity })).toBe(1);
    expect(normalizeWithNorms(slice, { p: Infinity }).values[1]).toBe(2 * 2 ** -149);
  });

  test('exact ties between zero and the smallest subnormal keep the sign of the zero', () => {
    for (const options of [{ p: Infinity }, { rule: 'max', epsilon: 2 }] as const) {
      const values = float32Of(0x3f800000, 0x00000001, 0x80000001, 0x00000005, 0x80000007);
      values[0] = options.p ? 2 : 1;
      expect(settledExactly(values, options)).toBe(4);
    }
  });

  test('exact ties at a norm of 150 bits, p = 1, go to even', () => {
    for (const units of [1, 3, 5, 7]) {
      const values = [units * 2 ** -149];
      // 2 − units·2^-149 in float32 parts, from the top bit down.
      for (let rest = (1n << 150n) - BigInt(units); rest > 0n; ) {
        const excess = BigInt(Math.max(rest.toString(2).length - 24, 0));
        const part = rest >> excess;
        values.push(Number(part) * 2 ** (Number(excess) - 149));
        rest -= part << excess;
      }
      expect(settledExactly(Float32Array.from(values), { p: 1 })).toBeGreaterThan(0);
    }
  });

  test('ties under every rule whose denominator is exactly 2', () => {
    const tied = (first: number) => Float32Array.of(first, 3 * 2 ** -149, -5 * 2 ** -149);
    for (const [first, options] of [
      [1, { rule: 'max', epsilon: 2 }],
      [1, { rule: 'max-squared', epsilon: 4 }],
      [1, { rule: 'add', epsilon: 1, p: Infinity }],
      [2, { rule: 'keep-below', epsilon: 2, p: Infinity }],
    ] as const) {
      expect(settledExactly(tied(first), options)).toBe(2);
    }
  });
});

test('ordinary slices seldom need the exact path', () => {
  const slice = Float32Array.from({ length: 10_000 }, (_, i) => Math.sin(i));
  expect(normalizeWithNorms(slice).tally.settledExactly).toBe(0);
});
