import type { DType } from '../float-array.ts';
import { absolute, bitLength, fractionBits, toFixed } from './fixed.ts';

/** The real number `rational + √radicand`, in units of 2^-1330 and 2^-2660. Norms and denominators of every rule are of this form. */
export interface Radical {
  readonly rational: bigint;
  readonly radicand: bigint;
}

/** `floor` is its integer part in units of 2^-1330. */
export interface Surd extends Radical {
  readonly floor: bigint;
}

const formats = {
  float32: { precision: 24, minExponent: -149 },
  float64: { precision: 53, minExponent: -1074 },
} as const;

/** The sign of `a − k · 2^exponent · d`, decided by squaring, without rounding. */
function compare(a: bigint, k: bigint, exponent: number, d: Surd): number {
  const left = exponent < 0 ? a << BigInt(-exponent) : a;
  const right = exponent < 0 ? k : k << BigInt(exponent);
  const rest = left - right * d.rational;
  if (rest < 0n) return -1;
  const difference = rest * rest - right * right * d.radicand;
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

/** x / d rounded once to the nearest value of `dtype`, ties to even; x finite, d > 0. Signs of zero are kept. */
export function roundQuotient(x: number, d: Surd, dtype: DType): number {
  const magnitude = toFixed(Math.abs(x));
  if (magnitude === 0n) return x;
  const { precision, minExponent } = formats[dtype];
  // The quotient lies within a factor of two of 2^(difference of lengths): k gets `precision` bits or one more.
  let exponent = Math.max(bitLength(magnitude) - bitLength(d.floor) - precision, minExponent);
  let k =
    exponent < 0 ? (magnitude << BigInt(-exponent)) / d.floor : magnitude / (d.floor << BigInt(exponent));
  if (k >= 1n << BigInt(precision)) {
    k >>= 1n;
    exponent++;
  }
  // `floor` is below d by less than 2^-250: a quotient just below k gives k, and rounds to it.
  const half = compare(2n * magnitude, 2n * k + 1n, exponent, d);
  if (half > 0 || (half === 0 && k % 2n === 1n)) k++;
  const rounded = Number(k) * 2 ** exponent;
  return x < 0 ? -rounded : rounded;
}

/** `value` (in units of 2^-1330, plus something below one unit where `inexact`) as the nearest float64. */
export function roundFixed(value: bigint, inexact = false): number {
  const magnitude = absolute(value);
  const exponent = Math.max(bitLength(magnitude) - Number(fractionBits) - 53, -1074);
  const shift = BigInt(exponent) + fractionBits;
  let k = magnitude >> shift;
  const rest = magnitude - (k << shift);
  const half = 1n << (shift - 1n);
  if (rest > half || (rest === half && (inexact || k % 2n === 1n))) k++;
  const rounded = Number(k) * 2 ** exponent;
  return value < 0n ? -rounded : rounded;
}

/** |y − x/d| in units in the last place of the exact quotient in `dtype`, to 2^-40; x finite, d > 0. */
export function ulpError(y: number, x: number, d: Surd, dtype: DType): number {
  return ulpDistance(y, (toFixed(x) << fractionBits) / d.floor, dtype);
}

/** |y − exact| in units in the last place of `exact` (units of 2^-1330) in `dtype`, to 2^-40. */
export function ulpDistance(y: number, exact: bigint, dtype: DType): number {
  if (!Number.isFinite(y)) return Infinity;
  const { precision, minExponent } = formats[dtype];
  const unit = Math.max(bitLength(absolute(exact)) - Number(fractionBits) - precision, minExponent);
  const distance = absolute(toFixed(y) - exact) << 40n;
  return Number(distance >> (BigInt(unit) + fractionBits)) / 2 ** 40;
}
