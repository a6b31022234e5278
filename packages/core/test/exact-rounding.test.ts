import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalizeExactly, normsExactly } from '../src/reference/index.ts';
import { bitsOf, float32Of } from './bits-of.ts';

describe('exact ties of subnormal results', () => {
  const slice = float32Of(0x40000000, 0x00000003); // [2, 3·2^-149]

  test('p = ∞: 3·2^-149 / 2 ties between 1 and 2 units, and goes to the even one', () => {
    expect(bitsOf(normalizeExactly(slice, { p: Infinity }))).toEqual(['3f800000', '00000002']);
  });

  test('p = 2 and p = 1: the norm is above 2 by less than 2^-290 of it, so the quotient is below the tie', () => {
    expect(bitsOf(normalizeExactly(slice))).toEqual(['3f800000', '00000001']);
    expect(bitsOf(normalizeExactly(slice, { p: 1 }))).toEqual(['3f800000', '00000001']);
  });

  test('ties go to even from both sides, with either sign', () => {
    for (const [units, expected] of [
      [1, '00000000'],
      [3, '00000002'],
      [5, '00000002'],
      [7, '00000004'],
    ] as const) {
      const [, up, down] = bitsOf(
        normalizeExactly(Float32Array.of(2, units * 2 ** -149, -units * 2 ** -149), { p: Infinity }),
      );
      expect(up).toBe(expected);
      expect(down).toBe(`8${expected.slice(1)}`);
    }
  });

  test('float64 ties likewise', () => {
    const result = normalizeExactly(Float64Array.of(2, 3 * 5e-324, 5e-324), { p: Infinity });
    expect(bitsOf(result)).toEqual(['3ff0000000000000', '0000000000000002', '0000000000000000']);
    expect(bitsOf(normalizeExactly(Float64Array.of(2, 3 * 5e-324)))[1]).toBe('0000000000000001');
  });
});

describe('norms that tie exactly between two float64 values go to the even one', () => {
  // Pythagorean triples a² + b² = c² with c odd and of 54 bits: a = m² − n², b = 2mn, c = m² + n².
  test.each([
    [80000000n, 55000001n],
    [80000001n, 55000002n],
  ])('m = %s, n = %s', (m, n) => {
    const [a, b, c] = [m * m - n * n, 2n * m * n, m * m + n * n];
    expect(c % 2n).toBe(1n);
    expect(c > 2n ** 53n && a < 2n ** 53n && b < 2n ** 53n).toBe(true);
    const even = c % 4n === 1n ? c - 1n : c + 1n;
    expect(BigInt(normsExactly(Float64Array.of(Number(a), Number(b)))[0]!)).toBe(even);
  });

  test('a root a hair above a tie goes up', () => {
    // With 2^-1074 beside it the norm is no longer the tie itself.
    const [m, n] = [80000000n, 55000001n];
    const [a, b, c] = [m * m - n * n, 2n * m * n, m * m + n * n];
    expect(c % 4n).toBe(1n);
    const values = Float64Array.of(Number(a), Number(b), 5e-324);
    expect(BigInt(normsExactly(values)[0]!)).toBe(c + 1n);
    const sum = Float64Array.of(2 ** 53, 1, 5e-324);
    expect([...normsExactly(sum, { p: 1 })]).toEqual([2 ** 53 + 2]);
    expect([...normsExactly(sum.subarray(0, 2), { p: 1 })]).toEqual([2 ** 53]);
  });
});

/** The float32 nearest to x / √S, found by bisecting over the bits and comparing squares of integers. */
function bisect(x: number, slice: Float32Array): number {
  const scaled = (value: number): bigint => BigInt(value * 2 ** 200) << 200n; // value · 2^400, exactly
  const square = slice.reduce((sum, v) => sum + scaled(v) ** 2n, 0n);
  const magnitude = scaled(Math.abs(x));
  // Is |x| / √S ≥ k · 2^-150, a whole or a half unit of the smallest float32?
  const reaches = (k: bigint): boolean => (magnitude << 150n) ** 2n >= k * k * square;
  const halves = (bits: number): bigint => BigInt(float32Of(bits)[0]! * 2 ** 149) << 1n;
  let [low, high] = [0, 0x3f800001];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (reaches(halves(middle))) low = middle;
    else high = middle;
  }
  const midpoint = (halves(low) + halves(high)) / 2n;
  const above = reaches(midpoint);
  const tie = above && (magnitude << 150n) ** 2n === midpoint * midpoint * square;
  return float32Of(above && !(tie && low % 2 === 0) ? high : low)[0]!;
}

test('bisection over the bits of float32 finds the same results', () => {
  const ordinary = fc.float({
    noNaN: true,
    noDefaultInfinity: true,
    min: Math.fround(-1e6),
    max: Math.fround(1e6),
  });
  const small = fc.integer({ min: -2000, max: 2000 }).map((k) => k * 2 ** -149);
  fc.assert(
    fc.property(fc.array(fc.oneof(ordinary, small), { minLength: 1, maxLength: 5 }), (values) => {
      const slice = Float32Array.from(values);
      fc.pre(slice.some((x) => x !== 0));
      const result = normalizeExactly(slice);
      slice.forEach((x, i) => {
        expect(Math.abs(result[i]!)).toBe(bisect(x, slice));
      });
    }),
    { numRuns: 300 },
  );
});

test('scaling a slice by a power of two changes no bit, where nothing is subnormal', () => {
  const integers = fc.array(fc.integer({ min: -(2 ** 24), max: 2 ** 24 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(
      integers,
      fc.integer({ min: -110, max: 90 }),
      fc.constantFrom(1, 2, 3, Infinity),
      (values, k, p) => {
        const plain = Float32Array.from(values);
        const scaled = plain.map((x) => x * 2 ** k);
        expect(bitsOf(normalizeExactly(scaled, { p }))).toEqual(bitsOf(normalizeExactly(plain, { p })));
      },
    ),
  );
});
