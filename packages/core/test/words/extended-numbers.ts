import { expect } from 'vitest';

/** Units that hold the exponents that are drawn, products and quotients of two included: 2^-1200. */
export const unit = 1200n;

export const absolute = (n: bigint): bigint => (n < 0n ? -n : n);

/** Extended number `i` of an array of words, in units of 2^-1200. */
export function extendedAt(words: Uint32Array, i: number): bigint {
  const [sign, exponent, high, low] = words.subarray(4 * i, 4 * i + 4);
  const significand = (BigInt(high!) << 32n) | BigInt(low!);
  if (significand === 0n) return 0n;
  expect(high! >>> 31, 'bit 63 is set').toBe(1);
  const value = significand << (unit + BigInt(exponent! | 0));
  return sign ? -value : value;
}

/** |got − exact| in units of 2^-64 of `scale`. */
export function errorOf(got: bigint, exact: bigint, scale: bigint): number {
  return scale === 0n
    ? Number(got - exact)
    : Number((absolute(got - exact) << 84n) / absolute(scale)) / 2 ** 20;
}

/** A finite float32 in units of 2^-149. */
export function integerOf(bits: number): bigint {
  const field = (bits >>> 23) & 0xff;
  const significand = BigInt(bits & 0x7fffff) | (field > 0 ? 0x800000n : 0n);
  const value = significand << BigInt(Math.max(field, 1) - 1);
  return bits >>> 31 ? -value : value;
}

/** Numbers against exact ones: within 2^-61 of `scale`, and, many as they are, not all without an error. */
export function expectClose(
  got: Uint32Array,
  count: number,
  exactOf: (i: number) => { readonly exact: bigint; readonly scale: bigint },
): void {
  let worst = 0;
  for (let i = 0; i < count; i++) {
    const { exact, scale } = exactOf(i);
    worst = Math.max(worst, errorOf(extendedAt(got, i), exact, scale));
  }
  expect(worst).toBeLessThan(8);
  expect(worst).toBeGreaterThan(0);
}
