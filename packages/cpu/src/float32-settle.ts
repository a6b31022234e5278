import type { Problem } from '@unitsphere/core';
import { denominatorRadical, fractionBits, type Radical, toFixed } from '@unitsphere/core/reference';
import { fromNumber, multiply, subtract } from './double-double.ts';
import { float32Radical } from './float32-exact.ts';
import { preciseDenominator } from './precise-denominator.ts';
import { preciseNorm } from './precise-norm.ts';

/** Rounds v/D, which lies between the neighbouring float32 `below` and `above` in magnitude, 0 ≤ below < above. */
export type Settle = (v: number, below: number, above: number) => number;

/**
 * Settles single elements of a finite slice of float32, p = 1, 2, ∞, whose Σx², Σ|x| or max|x| is `measured`. D to a
 * relative 2^-69 tells on which side of the boundary between two float32 nearly every quotient lies; the rest is
 * settled in integers. Reads the slice once, once more for the first that needs integers.
 */
export function settler(
  x: Float32Array,
  at: number,
  { p, length, denominator }: Problem,
  measured: number,
  clamped: boolean,
): Settle {
  const { value: d, scale } = preciseDenominator(
    preciseNorm(x, at, length, p, measured),
    denominator,
    () => clamped,
  );
  let exact: Radical | undefined;
  return (v, below, above) => {
    const magnitude = Math.abs(v);
    // 25 bits: exact.
    const boundary = (below + above) / 2;
    let side = subtract(fromNumber(magnitude), multiply(d, fromNumber(boundary))).high;
    if (!(scale === 1 && Math.abs(side) > magnitude * 2 ** -60)) {
      exact ??= denominatorRadical(float32Radical(x, at, length, p), denominator);
      side = compare(magnitude, boundary, exact);
    }
    // A tie goes to the even one.
    const nearest = side > 0 ? above : side < 0 ? below : Math.fround(boundary);
    return v < 0 ? -nearest : nearest;
  };
}

/** The sign of `a − b · d`, decided by squaring, without rounding; a, b ≥ 0. */
function compare(a: number, b: number, { rational, radicand }: Radical): number {
  const factor = toFixed(b);
  const rest = (toFixed(a) << fractionBits) - factor * rational;
  const difference = rest * rest - factor * factor * radicand;
  return rest < 0n || difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
