import { dtypeOf, type FloatArray, type RuleOptions, resolveRule } from '@unitsphere/core';
import {
  exactDenominator,
  exactNorm,
  fractionBits,
  gradientExactly,
  toFixed,
} from '@unitsphere/core/reference';

const absolute = (n: bigint): bigint => (n < 0n ? -n : n);

/** One unit in the last place of `n` (in units of 2^-1330) in a format. */
function unitOf(n: bigint, precision: number, minExponent: number): bigint {
  const length = n === 0n ? 0 : n.toString(2).length;
  return 1n << BigInt(Math.max(length - precision, minExponent + Number(fractionBits)));
}

/**
 * The largest error of one slice's gradient as a share of what is promised: one float32 ULP of max|dy| / D, or half an ULP
 * of the result where that is larger. In that case the work before the last rounding may add 2^-18 of a float32 ULP.
 * Infinity where an overflow, a NaN or the zeros of D = 0 are missed.
 */
export function shareOfBound(x: FloatArray, dy: FloatArray, dx: FloatArray, options: RuleOptions): number {
  const dtype = dtypeOf(x);
  const exact = gradientExactly(x, dy, options);
  const { p, denominator } = resolveRule(options, dtype);
  if (exact.some(Number.isNaN)) return dx.every(Number.isNaN) ? 0 : Infinity;
  const d = exactDenominator(exactNorm(x, p), denominator).floor;
  if (d === 0n) return dx.every((v) => v === 0) ? 0 : Infinity;
  const steepest = Math.max(...Array.from(dy, Math.abs));
  const unit = unitOf((toFixed(steepest) << fractionBits) / d, 24, -149);
  return exact.reduce((worst, value, i) => {
    const got = dx[i]!;
    const representable = dtype === 'float32' ? Math.fround(value) : value;
    if (!Number.isFinite(representable) || !Number.isFinite(got)) {
      return Object.is(got, representable) ? worst : Infinity;
    }
    const result = toFixed(value);
    const half =
      (dtype === 'float32' ? unitOf(absolute(result), 24, -149) : unitOf(absolute(result), 53, -1074)) / 2n;
    const allowed = half > unit ? half + unit / 2n ** 18n : unit;
    return Math.max(worst, Number((absolute(toFixed(got) - result) << 20n) / allowed) / 2 ** 20);
  }, 0);
}
