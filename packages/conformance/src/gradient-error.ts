import type { DType } from '@unitsphere/core';
import { bitLength, toFixed } from '@unitsphere/core/reference';

const formats = {
  float32: { precision: 24, minExponent: -149, overflow: 128 },
  float64: { precision: 53, minExponent: -1074, overflow: 1024 },
} as const;

/** 2^exponent in units of 2^-1330. */
const power = (exponent: number): bigint => (exponent < -1330 ? 0n : 1n << BigInt(exponent + 1330));

/** ⌊log2⌋ of a positive number in units of 2^-1330. */
const exponentOf = (value: bigint): number => bitLength(value) - 1331;

/** ±∞ as the first power of two that a dtype cannot hold. */
function limited(x: number, dtype: DType): bigint {
  const limit = power(formats[dtype].overflow);
  const value = Number.isFinite(x) ? toFixed(Math.abs(x)) : limit;
  const magnitude = value < limit ? value : limit;
  return x < 0 ? -magnitude : magnitude;
}

/**
 * |got − exact| in float32 ULP of `steepest` / d, the largest |dy|/D of the slice (docs/numerics.md, "Gradient"),
 * beyond the roundings of the result itself and of a float64 `exact`. `d` in units of 2^-1330, positive.
 */
export function gradientError(
  got: number,
  exact: number,
  { steepest, d, dtype }: { readonly steepest: number; readonly d: bigint; readonly dtype: DType },
): number {
  if (Number.isNaN(got) || Number.isNaN(exact))
    return Number.isNaN(got) && Number.isNaN(exact) ? 0 : Infinity;
  const { precision, minExponent } = formats[dtype];
  const [result, wanted] = [limited(got, dtype), limited(exact, dtype)];
  const distance = result > wanted ? result - wanted : wanted - result;
  const magnitude = wanted < 0n ? -wanted : wanted;
  const last = magnitude === 0n ? minExponent : Math.max(exponentOf(magnitude) - precision + 1, minExponent);
  // The result is rounded once to its dtype, and the oracle once to float64.
  const rounding = power(last - 1) + (dtype === 'float64' ? power(last - 1) : 0n);
  if (distance <= rounding) return 0;
  const error = distance - rounding;
  const largest = (toFixed(steepest) << 1330n) / d;
  if (largest === 0n) return Infinity;
  // In float64 the unit goes on below the subnormals of float32.
  const unit = Math.max(exponentOf(largest) - 23, dtype === 'float32' ? -149 : -1330);
  return Number((error << 60n) / power(unit)) / 2 ** 60;
}
