import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bitLength, integerRoot } from '../src/reference/fixed.ts';
import {
  exactDenominator,
  exactNorm,
  fractionBits,
  roundFixed,
  roundQuotient,
  toFixed,
  ulpDistance,
  ulpError,
} from '../src/reference/index.ts';
import { float32Beside } from './bits-of.ts';

const one = { rational: 1n << fractionBits, radicand: 0n, floor: 1n << fractionBits };

describe('ulpDistance', () => {
  test.each<[number, number, 'float32' | 'float64', number]>([
    [1, 1, 'float32', 0],
    [1 + 2 ** -23, 1, 'float32', 1],
    [1 - 2 ** -24, 1, 'float32', 0.5], // units are those of the exact value, 2^-23 at 1
    [0.5, 0.5 - 2 ** -25, 'float32', 1], // and half as large just below a power of two
    [1 + 2 ** -52, 1, 'float64', 1],
    [-1, 1, 'float32', 2 ** 24],
    [0, 2 ** -149, 'float32', 1],
    [0, 2 ** -150, 'float32', 0.5],
    [2 ** -149, 0, 'float32', 1],
    [3 * 2 ** -149, 2 ** -126, 'float32', 2 ** 23 - 3], // subnormals share one unit
    [0, 5e-324, 'float64', 1],
    [3, 2, 'float64', 2 ** 51],
    [-0, 0, 'float32', 0],
  ])('%d against %d in %s is %d units', (y, exact, dtype, units) => {
    expect(ulpDistance(y, toFixed(exact), dtype)).toBe(units);
  });

  test.each([Number.NaN, Infinity, -Infinity])('%d is infinitely far from anything finite', (y) => {
    expect(ulpDistance(y, toFixed(1), 'float64')).toBe(Infinity);
  });

  test('a distance below 2^-40 of a unit counts as none, one of 2^-40 does', () => {
    expect(ulpDistance(1, toFixed(1) + (1n << (fractionBits - 63n)), 'float32')).toBe(2 ** -40);
    expect(ulpDistance(1, toFixed(1) + (1n << (fractionBits - 64n)), 'float32')).toBe(0);
  });
});

describe('ulpError', () => {
  test('of a correctly rounded quotient is at most half a unit, and its neighbours are at least that far', () => {
    const float = fc.float({ noNaN: true, noDefaultInfinity: true, min: Math.fround(1e-30) });
    fc.assert(
      fc.property(
        fc.array(float, { minLength: 2, maxLength: 6 }),
        fc.constantFrom(1, 2, Infinity),
        (values, p) => {
          const x = values[0]!;
          const d = exactDenominator(exactNorm(values, p), { form: 'floor', of: 'norm', epsilon: 0 });
          const y = roundQuotient(x, d, 'float32');
          expect(ulpError(y, x, d, 'float32')).toBeLessThanOrEqual(0.5);
          expect(ulpError(float32Beside(y, 1), x, d, 'float32')).toBeGreaterThanOrEqual(0.5);
          if (y > 0) expect(ulpError(float32Beside(y, -1), x, d, 'float32')).toBeGreaterThanOrEqual(0.25);
        },
      ),
    );
  });

  test('of 1/3 as float32 is a third of a unit', () => {
    const d = { rational: 3n * one.rational, radicand: 0n, floor: 3n * one.floor };
    expect(Math.abs(ulpError(Math.fround(1 / 3), 1, d, 'float32') - 1 / 3)).toBeLessThanOrEqual(2 ** -40);
    expect(Math.abs(ulpError(-Math.fround(1 / 3), -1, d, 'float32') - 1 / 3)).toBeLessThanOrEqual(2 ** -40);
  });
});

describe('roundFixed', () => {
  test('gives back every finite float64', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        expect(roundFixed(toFixed(x))).toBe(x + 0); // a fixed-point 0 has no sign
      }),
    );
  });

  test.each([
    5e-324,
    2.2250738585072014e-308,
    2 ** -1022 - 5e-324,
    Number.MAX_VALUE,
    -Number.MAX_VALUE,
    1,
    -3,
  ])('gives back %d', (x) => {
    expect(roundFixed(toFixed(x))).toBe(x);
  });

  test('ties go to even, and anything more breaks them', () => {
    const half = 1n << (fractionBits - 53n); // half a unit of 1
    const tie = toFixed(1) + half;
    expect(roundFixed(tie)).toBe(1);
    expect(roundFixed(tie, true)).toBe(1 + 2 ** -52);
    expect(roundFixed(tie + 1n)).toBe(1 + 2 ** -52);
    expect(roundFixed(tie - 1n)).toBe(1);
    expect(roundFixed(tie - 1n, true)).toBe(1);
    expect(roundFixed(tie + 2n * half)).toBe(1 + 2 ** -51);
    expect(roundFixed(-tie)).toBe(-1);
  });

  test('half the smallest float64 is 0, more than half is it, and past the largest is Infinity', () => {
    expect(roundFixed(toFixed(5e-324) / 2n)).toBe(0);
    expect(roundFixed(toFixed(5e-324) / 2n + 1n)).toBe(5e-324);
    expect(roundFixed(toFixed(Number.MAX_VALUE) + toFixed(2 ** 970))).toBe(Infinity);
    expect(roundFixed(-(1n << (1024n + fractionBits)))).toBe(-Infinity);
  });
});

describe('integers', () => {
  test('bitLength is the number of binary digits', () => {
    for (const n of [0n, 1n, 2n, 3n, 7n, 8n, 15n, 16n, 255n, 256n, (1n << 1330n) - 1n, 1n << 1330n]) {
      expect(bitLength(n)).toBe(n === 0n ? 0 : n.toString(2).length);
    }
  });

  test('integerRoot is the largest integer whose square is not above', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 1n << 300n }), (n) => {
        const root = integerRoot(n);
        expect(root * root <= n && (root + 1n) ** 2n > n).toBe(true);
        expect(integerRoot(n * n)).toBe(n);
        if (n > 1n) expect(integerRoot(n * n - 1n)).toBe(n - 1n);
      }),
    );
  });

  test('toFixed is exact for the smallest and the largest', () => {
    expect(toFixed(5e-324)).toBe(1n << (fractionBits - 1074n));
    expect(toFixed(-5e-324)).toBe(-(1n << (fractionBits - 1074n)));
    expect(toFixed(Number.MAX_VALUE)).toBe(((1n << 53n) - 1n) << (fractionBits + 971n));
    expect(toFixed(2 ** -1022)).toBe(1n << (fractionBits - 1022n));
    expect(toFixed(-0)).toBe(0n);
  });
});
