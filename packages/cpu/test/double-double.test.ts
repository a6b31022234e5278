import { fractionBits, toFixed } from '@unitsphere/core/reference';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, type DoubleDouble, fromNumber, multiply, reciprocal, root } from '../src/double-double.ts';
import { exponential, logarithm } from '../src/exponential.ts';
import { holds } from './holds.ts';

const fixed = ({ high, low }: DoubleDouble): bigint => toFixed(high) + toFixed(low);
const absolute = (n: bigint): bigint => (n < 0n ? -n : n);

/** Whether `got` is within 2^-bits of `expected`, both in units of 2^-1330. */
function isWithin(bits: bigint, got: bigint, expected: bigint): boolean {
  return absolute(got - expected) << bits <= absolute(expected);
}

const positive = fc
  .tuple(fc.double({ min: 1e-20, max: 1e20, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }))
  .map(([high, part]) => add(fromNumber(high), fromNumber(high * part * 2 ** -54)));

test('sums, products, reciprocals and roots of positive numbers are good to 2^-100', () => {
  holds(
    fc.property(positive, positive, (a, b) => {
      const [x, y] = [fixed(a), fixed(b)];
      expect(isWithin(100n, fixed(add(a, b)), x + y)).toBe(true);
      expect(isWithin(100n, fixed(multiply(a, b)), (x * y) >> fractionBits)).toBe(true);
      expect(isWithin(100n, fixed(reciprocal(a)), (1n << (2n * fractionBits)) / x)).toBe(true);
      const square = (fixed(root(a)) ** 2n) >> fractionBits;
      expect(isWithin(99n, square, x)).toBe(true);
    }),
    500,
  );
});

test('e, its square root and ln 10 have the digits of the published constants', () => {
  const decimal = (digits: string): bigint =>
    (BigInt(digits.replace('.', '')) << fractionBits) / 10n ** BigInt(digits.split('.')[1]!.length);
  const e = decimal('2.718281828459045235360287471352662497757');
  expect(isWithin(90n, fixed(exponential(fromNumber(1))), e)).toBe(true);
  const half = fixed(exponential(fromNumber(0.5)));
  expect(isWithin(90n, (half * half) >> fractionBits, e)).toBe(true);
  const ln10 = decimal('2.302585092994045684017991454684364207601');
  expect(isWithin(95n, fixed(logarithm(fromNumber(10))), ln10)).toBe(true);
});

test('a power of a logarithm is the number again, to 2^-85', () => {
  holds(
    fc.property(positive, (x) => {
      expect(isWithin(85n, fixed(exponential(logarithm(x))), fixed(x))).toBe(true);
    }),
    300,
  );
});
