import type { Problem } from '@unitsphere/core';
import { roundQuotient } from '@unitsphere/core/reference';
import { fromNumber, multiply, subtract } from './double-double.ts';
import { exactSlice } from './float32-exact.ts';
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
  let exact: ReturnType<typeof exactSlice> | undefined;
  return (v, below, above) => {
    const magnitude = Math.abs(v);
    // 25 bits: exact.
    const boundary = (below + above) / 2;
    const rest = subtract(fromNumber(magnitude), multiply(d, fromNumber(boundary)));
    if (scale === 1 && Math.abs(rest.high) > magnitude * 2 ** -60) {
      const nearest = rest.high > 0 ? above : below;
      return v < 0 ? -nearest : nearest;
    }
    exact ??= exactSlice(x, at, length, p, denominator);
    return roundQuotient(v, exact.denominator, 'float32');
  };
}
