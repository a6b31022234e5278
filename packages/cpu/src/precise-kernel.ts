import type { FloatArray, Problem } from '@unitsphere/core';
import { isClamped, normRadical } from '@unitsphere/core/reference';
import { reciprocal, splitter } from './double-double.ts';
import { type PreciseDenominator, preciseDenominator } from './precise-denominator.ts';
import { largest, type PreciseNorm, preciseNorm } from './precise-norm.ts';
import { copySlice, writeNonFinite } from './special-slices.ts';
import type { SliceKernel } from './sweep.ts';
import type { RunningTally } from './tally.ts';

/**
 * x/D for float64 of any order and float32 of orders other than 1, 2, ∞: norm and reciprocal in double-double, so
 * that a result is rounded once (twice where subnormal). Bounds: docs/numerics.md, "float64". Reads x three times.
 */
export function preciseKernel({ p, length, denominator }: Problem, tally: RunningTally): SliceKernel {
  return (inputs, at, y, to) => {
    const x = inputs[0]!;
    const max = largest(x, at, length);
    if (!(max < Infinity)) {
      tally.nonFinite++;
      writeNonFinite(x, at, y, to, length);
      return;
    }
    const norm = preciseNorm(x, at, length, p, max);
    const d = denominatorOf(norm, x, at, length, { p, denominator });
    if (d.clamped) tally.clamped++;
    if (max === 0) tally.zero++;
    if (max === 0 || (d.clamped && denominator.form === 'keep')) copySlice(x, at, y, to, length);
    else divide(x, at, length, d, y, to);
  };
}

/** D of a slice; a norm too close to ε to tell is compared in exact arithmetic. */
export function denominatorOf(
  norm: PreciseNorm,
  x: FloatArray,
  at: number,
  length: number,
  { p, denominator }: Pick<Problem, 'p' | 'denominator'>,
): PreciseDenominator {
  return preciseDenominator(norm, denominator, () =>
    isClamped(normRadical(x.subarray(at, at + length), p), denominator),
  );
}

/**
 * y = x/D by the double-double reciprocal. Elements are brought by a power of two to where the product keeps all
 * its bits, and the result back, which rounds once more only where it is subnormal.
 */
function divide(
  x: FloatArray,
  at: number,
  length: number,
  d: PreciseDenominator,
  y: FloatArray,
  to: number,
): void {
  const { high, low } = reciprocal(d.value);
  const spread = splitter * high;
  const h = spread - (spread - high);
  const l = high - h;
  for (let k = 0; k < length; k++) {
    const v = x[at + k]!;
    const before = prescale(v, high, d.scale);
    const u = v * before;
    const product = u * high;
    const spreadU = splitter * u;
    const uh = spreadU - (spreadU - u);
    const ul = u - uh;
    const rest = uh * h - product + uh * l + ul * h + ul * l + u * low;
    // Below 2^-1000 only for v = 0 and for quotients far below the smallest subnormal: there a sum of zeros loses the sign.
    y[to + k] = Math.abs(product) < 2 ** -1000 ? v * 0 : (product + rest) * (1 / d.scale / before);
  }
}

/** The power of two that keeps v·high and what its rounding loses within range. */
function prescale(v: number, high: number, scale: number): number {
  if (scale > 1) return Math.abs(v) > 2 ** 400 ? 2 ** -600 : 1;
  return Math.abs(v * high) < 2 ** -960 ? 2 ** 600 : 1;
}
