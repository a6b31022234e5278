import { roundFixed, roundQuotient, type Surd } from '@unitsphere/core/reference';
import { isNegative, type Judge } from './judge.ts';

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
 * Holds float32 results to the correctly rounded quotient, bit by bit. A result is right if its quotient lies
 * strictly between the midpoints to its two neighbours; float64 proves that for nearly all, and the reference
 * rounds the others in integers. Nothing of a kernel's own sums or certificate is used.
 */
export const judgeNearest: Judge = (x, y, exact) => {
  const judgement = { mismatches: 0, first: -1, problem: '', inIntegers: 0, worstUlp: 0 };
  const certifies = certifierFor(exact);
  for (let k = 0; k < x.length; k++) {
    if (x[k] === 0 ? Object.is(x[k], y[k]) : certifies(x[k]!, y[k]!)) continue;
    judgement.inIntegers++;
    const wanted = roundQuotient(x[k]!, exact, 'float32');
    if (Object.is(wanted, y[k])) continue;
    if (judgement.mismatches++ === 0) Object.assign(judgement, { first: k, problem: `expected ${wanted}` });
  }
  return judgement;
};

/** Whether float64 proves y the float32 nearest to x/D, for x ≠ 0. */
function certifierFor(exact: Surd): (x: number, y: number) => boolean {
  const d = roundFixed(exact.floor);
  const word = new Uint32Array(1);
  const float = new Float32Array(word.buffer);
  const at = (bits: number): number => {
    word[0] = bits;
    return float[0]!;
  };
  return (x, y) => {
    if (isNegative(x) !== isNegative(y)) return false;
    const magnitude = Math.abs(y);
    if (d > hugeDenominator) return magnitude === 0;
    float[0] = magnitude;
    const bits = word[0]!;
    // The largest float32, ∞ and NaN have no midpoint above.
    if (bits >= 0x7f7fffff) return false;
    // Neighbours add without rounding: 25 bits, well within float64's exponents.
    const above = (magnitude + at(bits + 1)) / 2;
    const below = bits === 0 ? -1 : (magnitude + at(bits - 1)) / 2;
    const quotient = Math.abs(x) / d;
    return quotient * (1 - margin) > below && quotient * (1 + margin) < above;
  };
}
