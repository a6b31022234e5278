import type { Denominator, Problem } from '@unitsphere/core';
import { isClamped as isClampedExactly } from '@unitsphere/core/reference';
import { float32Radical } from './float32-exact.ts';
import { maxMagnitude, sumOfMagnitudes, sumOfSquares } from './float32-norm.ts';
import { type Settle, settler } from './float32-settle.ts';
import { copySlice, writeNonFinite } from './special-slices.ts';
import type { SliceKernel } from './sweep.ts';
import type { RunningTally } from './tally.ts';

/**
 * Half the relative width of the interval that holds 1/D: 20.1 roundings of the sum and at most 5 others (rule,
 * root, reciprocal, interval ends, products), of 2^-53 each. Derived in docs/numerics.md, "Certificate".
 */
const halfWidth = 28 * 2 ** -53;

/**
 * The correctly rounded float32 x/D for p = 1, 2, ∞ and every rule, finite or not: one pass for the norm, one for the
 * quotients. Reads x twice (the second time from cache), writes y once; y must not alias x.
 */
export function float32Kernel(problem: Problem, tally: RunningTally): SliceKernel {
  const { p, length } = problem;
  const measure = p === 2 ? sumOfSquares : p === 1 ? sumOfMagnitudes : maxMagnitude;
  return (inputs, at, output, to) => {
    const x = inputs[0] as Float32Array;
    const y = output as Float32Array;
    const measured = measure(x, at, length);
    if (!(measured < Infinity)) {
      tally.nonFinite++;
      writeNonFinite(x, at, y, to, length);
      return;
    }
    const clamped = isClamped(x, at, problem, measured);
    if (clamped) tally.clamped++;
    if (measured === 0) tally.zero++;
    divide(x, at, problem, { measured, clamped }, at, at + length, y, to - at, tally);
  };
}

/** What is known of a finite slice: Σx², Σ|x| or max|x| in float64, and whether ε takes the norm's place. */
export interface Measured {
  readonly measured: number;
  readonly clamped: boolean;
}

/**
 * Writes elements `from` to `end` of the slice at `at` to `y[i + shift]`. Multiplies by both ends of an interval around
 * 1/D: where both round alike, so does the quotient; else `settle` rounds it, which is returned for other parts of the
 * slice, if there was need of it.
 */
export function divide(
  x: Float32Array,
  at: number,
  problem: Problem,
  { measured, clamped }: Measured,
  from: number,
  end: number,
  y: Float32Array,
  shift: number,
  tally: RunningTally,
  settle?: Settle,
): Settle | undefined {
  const { p, denominator } = problem;
  if (measured === 0 || (clamped && denominator.form === 'keep')) {
    copySlice(x, from, y, from + shift, end - from);
    return settle;
  }
  const inverse = 1 / denominatorOf(measured, p, clamped, denominator);
  const low = inverse * (1 - halfWidth);
  const high = inverse * (1 + halfWidth);
  for (let i = scale(x, from, end, y, shift, low, high); i < end; ) {
    settle ??= settler(x, at, problem, measured, clamped);
    const v = x[i]!;
    y[i + shift] = settle(v, Math.fround(Math.abs(v) * low), Math.fround(Math.abs(v) * high));
    tally.settledExactly++;
    i = scale(x, i + 1, end, y, shift, low, high);
  }
  return settle;
}

/** Whether ε takes the norm's place; in integers where float64 cannot tell. */
function isClamped(
  x: Float32Array,
  at: number,
  { p, length, denominator }: Problem,
  measured: number,
): boolean {
  const { form, of, epsilon } = denominator;
  if (form === 'plus' || epsilon === 0) return false;
  const q = p === 2 && of === 'norm' ? Math.sqrt(measured) : measured;
  if (q * (1 - halfWidth) >= epsilon) return false;
  if (q * (1 + halfWidth) < epsilon) return true;
  return isClampedExactly(float32Radical(x, at, length, p), denominator);
}

/** D to a relative 22 · 2^-53. */
function denominatorOf(
  measured: number,
  p: number,
  clamped: boolean,
  { form, of, epsilon }: Denominator,
): number {
  if (of === 'square') return Math.sqrt(form === 'plus' ? measured + epsilon : clamped ? epsilon : measured);
  if (clamped) return epsilon;
  const norm = p === 2 ? Math.sqrt(measured) : measured;
  return form === 'plus' ? norm + epsilon : norm;
}

/**
 * Writes quotients to `y[i + shift]` from `i` on, and stops at the first that the interval does not certify; returns
 * its index, or `end`. Zeros and subnormal results are certified by the same comparison. Four at a time: V8's
 * conversions then overlap instead of waiting for each other.
 */
function scale(
  x: Float32Array,
  from: number,
  end: number,
  y: Float32Array,
  shift: number,
  low: number,
  high: number,
): number {
  let i = from;
  for (let j = from + shift; i + 3 < end; i += 4, j += 4) {
    const a = x[i]!;
    const b = x[i + 1]!;
    const c = x[i + 2]!;
    const d = x[i + 3]!;
    const A = Math.fround(a * low);
    const B = Math.fround(b * low);
    const C = Math.fround(c * low);
    const D = Math.fround(d * low);
    if (
      A !== Math.fround(a * high) ||
      B !== Math.fround(b * high) ||
      C !== Math.fround(c * high) ||
      D !== Math.fround(d * high)
    ) {
      break;
    }
    y[j] = A;
    y[j + 1] = B;
    y[j + 2] = C;
    y[j + 3] = D;
  }
  return scaleOneByOne(x, i, end, y, shift, low, high);
}

function scaleOneByOne(
  x: Float32Array,
  from: number,
  end: number,
  y: Float32Array,
  shift: number,
  low: number,
  high: number,
): number {
  for (let i = from; i < end; i++) {
    const q = Math.fround(x[i]! * low);
    if (q !== Math.fround(x[i]! * high)) return i;
    y[i + shift] = q;
  }
  return end;
}
