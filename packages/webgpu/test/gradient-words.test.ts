import type { Denominator } from '@unitsphere/core';
import { bitLength, fractionBits, toFixed } from '@unitsphere/core/reference';
import { describe, expect, test } from 'vitest';
import { floorWords } from '../src/gradient-words.ts';

/** The four words as significand and binary exponent. */
function read(denominator: Denominator): { significand: bigint; exponent: number } {
  const [sign, exponent, high, low] = floorWords(denominator);
  expect(sign).toBe(0);
  return { significand: (BigInt(high!) << 32n) | BigInt(low!), exponent: exponent! | 0 };
}

const epsilons = [
  5e-324,
  3e-310,
  2 ** -1022,
  1e-12,
  2 ** -149,
  0.1,
  1,
  3,
  4,
  1e38,
  2 ** 1023,
  Number.MAX_VALUE,
];

describe('1/D where the norm has no part in it', () => {
  test.each(epsilons)('ε = %d: within 2^-62 of 1/ε and 1/√ε, 64 bits', (epsilon) => {
    for (const of of ['norm', 'square'] as const) {
      const { significand, exponent } = read({ form: 'floor', of, epsilon });
      expect(bitLength(significand)).toBe(64);
      // (value)^k · ε against 1, k = 1 or 2, in units of 2^-1330.
      const power = of === 'norm' ? significand : significand * significand;
      const places = exponent * (of === 'norm' ? 1 : 2);
      const product = power * toFixed(epsilon);
      const one = 1n << (fractionBits - BigInt(places));
      const error = product > one ? product - one : one - product;
      expect(error << 62n <= one * (of === 'norm' ? 1n : 2n), `${product} ${one}`).toBe(true);
    }
  });

  test('1 for `keep` and 0 where D = 0', () => {
    expect([...floorWords({ form: 'keep', of: 'norm', epsilon: 1e-3 })]).toEqual([
      0,
      2 ** 32 - 63,
      2 ** 31,
      0,
    ]);
    for (const form of ['floor', 'plus', 'keep'] as const) {
      expect([...floorWords({ form, of: 'norm', epsilon: 0 })]).toEqual([0, 2 ** 32 - 2 ** 20, 0, 0]);
    }
  });
});
