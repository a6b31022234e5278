import type { Denominator } from '@unitsphere/core';
import { bitLength, fractionBits, toFixed } from '@unitsphere/core/reference';
import { epsilonWordCount, epsilonWords } from '@unitsphere/core/words';
import { expect, test } from 'vitest';
import { gradientRule } from '../src/gradient-words.ts';

const given = (denominator: Denominator): number[] =>
  Array.from(gradientRule(2, denominator).subarray(epsilonWordCount));

test.each([5e-324, 3e-310, 2 ** -149, 1e-12, 0.1, 1, 3, 4, 1e38, Number.MAX_VALUE])(
  'ε = %d: its own words, then 1/ε and 1/√ε within 2^-62, 64 bits',
  (epsilon) => {
    for (const of of ['norm', 'square'] as const) {
      const denominator = { form: 'floor', of, epsilon } as const;
      const rule = gradientRule(2, denominator);
      expect([...rule.subarray(0, epsilonWordCount)]).toEqual([...epsilonWords(2, denominator)]);
      const [sign, exponent, high, low] = given(denominator);
      const significand = (BigInt(high!) << 32n) | BigInt(low!);
      expect(sign).toBe(0);
      expect(bitLength(significand)).toBe(64);
      // (value)^k · ε against 1, k = 1 or 2.
      const k = of === 'norm' ? 1 : 2;
      const product = significand ** BigInt(k) * toFixed(epsilon);
      const one = 1n << (fractionBits - BigInt(k * (exponent! | 0)));
      const error = product > one ? product - one : one - product;
      expect(error << 62n <= one * BigInt(k), `${product} ${one}`).toBe(true);
    }
  },
);

test('1 for `keep` and 0 where D = 0', () => {
  expect(given({ form: 'keep', of: 'norm', epsilon: 1e-3 })).toEqual([0, 2 ** 32 - 63, 2 ** 31, 0]);
  for (const form of ['floor', 'plus', 'keep'] as const)
    expect(given({ form, of: 'norm', epsilon: 0 })).toEqual([0, 2 ** 32 - 2 ** 20, 0, 0]);
});
