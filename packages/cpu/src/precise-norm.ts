import type { FloatArray } from '@unitsphere/core';
import {
  add,
  type DoubleDouble,
  fromNumber,
  multiply,
  one,
  reciprocal,
  root,
  splitter,
} from './double-double.ts';
import { exponential, logarithm } from './exponential.ts';

/** N of a finite slice as `value · scale`, to a relative 2^-70. */
export interface PreciseNorm {
  readonly value: DoubleDouble;
  /** N² / scale², for p = 2. */
  readonly square: DoubleDouble;
  /** 2^-600, 1 or 2^600: brings every magnitude that counts to where squares neither over- nor underflow. */
  readonly scale: number;
}

/** max|x|: NaN where the slice holds one, Infinity where it holds ±∞. */
export function largest(x: FloatArray, at: number, length: number): number {
  let max = 0;
  for (let i = at; i < at + length; i++) max = Math.max(max, Math.abs(x[i]!));
  return max;
}

/** The scale that keeps `magnitude` within 2^±480. */
export function scaleOf(magnitude: number): number {
  return magnitude > 2 ** 480 ? 2 ** 600 : magnitude < 2 ** -480 ? 2 ** -600 : 1;
}

/** N of a slice whose `largest` is `max`, finite. */
export function preciseNorm(x: FloatArray, at: number, length: number, p: number, max: number): PreciseNorm {
  const scale = scaleOf(max);
  const factor = 1 / scale;
  const square = p === 2 ? sum(x, at, length, factor, addSquares) : fromNumber(0);
  const value =
    p === 2
      ? root(square)
      : p === 1
        ? sum(x, at, length, factor, addMagnitudes)
        : p === Infinity || max === 0
          ? fromNumber(max * factor)
          : powerNorm(x, at, length, p, max * factor, factor);
  return { value, square, scale };
}

/** Two float64 whose sum is meant, of any size. */
type BlockSum = (x: FloatArray, at: number, stop: number, factor: number) => DoubleDouble;

/** Blocks of 4096 terms, each good to 2^-82, added in double-double. */
function sum(x: FloatArray, at: number, length: number, factor: number, block: BlockSum): DoubleDouble {
  let total = fromNumber(0);
  for (let i = at; i < at + length; i += 4096) {
    const { high, low } = block(x, i, Math.min(i + 4096, at + length), factor);
    total = add(total, add(fromNumber(high), fromNumber(low)));
  }
  return total;
}

/** Σ(x·factor)²: each square exact in two parts (Dekker), their sum by Knuth's two-sum. */
function addSquares(x: FloatArray, at: number, stop: number, factor: number): DoubleDouble {
  let high = 0;
  let low = 0;
  for (let i = at; i < stop; i++) {
    const v = x[i]! * factor;
    const square = v * v;
    const spread = splitter * v;
    const h = spread - (spread - v);
    const l = v - h;
    const sum = high + square;
    const back = sum - high;
    low += high - (sum - back) + (square - back) + (h * h - square + 2 * h * l + l * l);
    high = sum;
  }
  return { high, low };
}

function addMagnitudes(x: FloatArray, at: number, stop: number, factor: number): DoubleDouble {
  let high = 0;
  let low = 0;
  for (let i = at; i < stop; i++) {
    const v = Math.abs(x[i]! * factor);
    const sum = high + v;
    const back = sum - high;
    low += high - (sum - back) + (v - back);
    high = sum;
  }
  return { high, low };
}

/** max · (Σ(|x|/max)^p)^(1/p); powers by our own logarithm, since engines' Math.pow has no stated bound. */
function powerNorm(
  x: FloatArray,
  at: number,
  length: number,
  p: number,
  max: number,
  factor: number,
): DoubleDouble {
  const inverse = reciprocal(fromNumber(max));
  // From 2^200 on the result stays the same to 2^-168, and Dekker's splitting of p would overflow.
  const order = fromNumber(Math.min(p, 2 ** 200));
  let total = fromNumber(0);
  for (let i = at; i < at + length; i++) {
    const v = Math.abs(x[i]! * factor);
    if (v === max) {
      total = add(total, one);
      continue;
    }
    const ratio = multiply(fromNumber(v), inverse);
    // Below e^-75 a term is less than 2^-108 of the sum.
    if (p * Math.log(ratio.high) < -75) continue;
    total = add(total, exponential(multiply(logarithm(ratio), order)));
  }
  return multiply(exponential(multiply(logarithm(total), reciprocal(order))), fromNumber(max));
}
