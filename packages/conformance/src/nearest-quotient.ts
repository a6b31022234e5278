import { roundFixed, roundQuotient, ulpError } from '@unitsphere/core/reference';
import { withBits } from './bits.ts';
import { boundOf, isNegative, type Judge } from './judge.ts';

/** Above this D, |x|/D < 2^128/D < 2^-150 for every float32 x, and float64 quotients could underflow. */
const hugeDenominator = 2 ** 280;

/**
 * Four units of u = 2^-53. Where x ≠ 0, D ≥ 2^-149 is held to 2^-1330, so d, rounded once, is (1 + α)D with
 * |α| ≤ u(1 + 2^-1000), and q = fl(|x|/d) = (|x|/d)(1 + β) with |β| ≤ u: it neither under- nor overflows, between
 * 2^-149/2^280 and 2^128. So q = (|x|/D)(1 + δ) with |δ| < 2u + 3u². fl(q(1 − 4u)) is then at most
 * (|x|/D)(1 + 2u + 3u²)(1 − 4u)(1 + u) < |x|/D, and fl(q(1 + 4u)) at least
 * (|x|/D)(1 − 2u − 3u²)(1 + 4u)(1 − u) > |x|/D.
 */
const margin = 2 ** -51;

/**
 * Holds float32 results to the claim, `exact` to every bit. A result is the correctly rounded one if its quotient
 * lies strictly between the midpoints to its two neighbours; float64 proves that for nearly all, and the reference
 * rounds the others in integers. Nothing of a kernel's own sums or certificate is used.
 */
export const judgeNearest: Judge = ({ x, y, d }, claim, measure) => {
  const judgement = { mismatches: 0, first: -1, problem: '' };
  const bound = boundOf(claim);
  const divisor = roundFixed(d.floor);
  for (let k = 0; k < x.length; k++) {
    if (x[k] === 0 && Object.is(x[k], y[k])) {
      measure.add(0, true);
      continue;
    }
    const certified = certifiedError(x[k]!, y[k]!, divisor);
    if (certified >= 0) {
      measure.add(certified, true);
      continue;
    }
    const clear = clearError(x[k]!, y[k]!, divisor, bound);
    const exact = clear === undefined && Object.is(roundQuotient(x[k]!, d, 'float32'), y[k]);
    const ulp = clear ?? ulpError(y[k]!, x[k]!, d, 'float32');
    measure.add(ulp, exact);
    if (exact || (claim !== 'exact' && ulp <= bound)) continue;
    if (judgement.mismatches++ > 0) continue;
    const wanted = roundQuotient(x[k]!, d, 'float32');
    const off = ulp === Infinity ? '' : `, off by ${ulp.toPrecision(6)} ULP`;
    Object.assign(judgement, { first: k, problem: `expected ${withBits(wanted, 'float32')}${off}` });
  }
  return judgement;
};

const word = new Uint32Array(1);
const float = new Float32Array(word.buffer);

function at(bits: number): number {
  word[0] = bits;
  return float[0]!;
}

/** The error of y in ULP, to 2^-27, where float64 proves it the float32 nearest to x/D, x ≠ 0; else −1. */
function certifiedError(x: number, y: number, d: number): number {
  if (isNegative(x) !== isNegative(y)) return -1;
  const magnitude = Math.abs(y);
  if (d > hugeDenominator) return magnitude === 0 ? 0 : -1;
  float[0] = magnitude;
  const bits = word[0]!;
  // The largest float32, ∞ and NaN have no midpoint above.
  if (bits >= 0x7f7fffff) return -1;
  // Neighbours add without rounding: 25 bits, well within float64's exponents.
  const above = (magnitude + at(bits + 1)) / 2;
  const below = bits === 0 ? -1 : (magnitude + at(bits - 1)) / 2;
  const quotient = Math.abs(x) / d;
  if (quotient * (1 - margin) <= below || quotient * (1 + margin) >= above) return -1;
  return Math.abs(quotient - magnitude) / (2 * (above - magnitude));
}

/**
 * The error of a wrong y in ULP where it is so clear that integers need not decide, so that slices which are wrong
 * throughout cost little: infinite for a wrong sign, NaN or ∞ (|x/D| ≤ |x|, since D ≥ N or D = 1), else from float64,
 * good to 2^-27 ULP, where it is further than 2^-20 from half an ULP and from the bound.
 */
function clearError(x: number, y: number, d: number, bound: number): number | undefined {
  if (isNegative(x) !== isNegative(y) || !Number.isFinite(y)) return Infinity;
  if (d > hugeDenominator) return undefined;
  const quotient = Math.abs(x) / d;
  float[0] = quotient;
  // A quotient that rounds to a power of two may lie below it, where the unit is half as large.
  if ((word[0]! & 0x7fffff) === 0) return undefined;
  const unit = 2 ** (Math.max(word[0]! >>> 23, 1) - 150);
  const ulp = Math.abs(quotient - Math.abs(y)) / unit;
  return ulp > 0.5 + 2 ** -20 && Math.abs(ulp - bound) > 2 ** -20 ? ulp : undefined;
}
