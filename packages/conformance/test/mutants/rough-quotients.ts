import type { FloatArray, Problem } from '@unitsphere/core';
import { rightWork, type SliceWork } from './slice-model.ts';

/** How numbers are treated on the way to D. */
export interface Arithmetic {
  /** After each operation; default not at all. */
  readonly round?: (v: number) => number;
  /** |x|^p; default in float64. */
  readonly term?: (v: number, p: number) => number;
}

/** Σ|x|^p, or max|x| for p = ∞. */
export function roughSum(x: FloatArray, p: number, { round = same, term = power }: Arithmetic = {}): number {
  let sum = 0;
  for (const v of x) sum = p === Infinity ? Math.max(sum, Math.abs(v)) : round(sum + round(term(v, p)));
  return sum;
}

/** N as float64 has it. */
export function roughNorm(
  x: FloatArray,
  p: number,
  { round = same, ...arithmetic }: Arithmetic = {},
): number {
  const sum = roughSum(x, p, { round, ...arithmetic });
  return p === 1 || p === Infinity ? sum : round(p === 2 ? Math.sqrt(sum) : sum ** (1 / p));
}

/** D as float64 has it. */
export function roughDenominator(
  x: FloatArray,
  problem: Problem,
  { round = same, ...rest }: Arithmetic = {},
): number {
  const { p, denominator } = problem;
  const { form, of, epsilon } = denominator;
  const q = of === 'square' ? roughSum(x, p, { round, ...rest }) : roughNorm(x, p, { round, ...rest });
  const root = of === 'square' ? (v: number): number => round(Math.sqrt(v)) : round;
  if (form === 'plus') return root(q + epsilon);
  if (q >= epsilon) return root(q);
  return form === 'keep' ? 1 : root(epsilon);
}

/** The quotients of a finite slice that is not all zero; `right` are the correct ones. */
export type Quotients = (x: FloatArray, problem: Problem, right: ArrayLike<number>) => ArrayLike<number>;

/** Wrong quotients, special slices left right. */
export function quotients(wrong: Quotients): SliceWork['normalize'] {
  return (x, problem) => {
    const y = rightWork.normalize(x, problem);
    return isSpecial(x) ? y : wrong(x, problem, y);
  };
}

/** x and D put together by `quotient`. */
export function dividing(
  quotient: (v: number, d: number) => number,
  arithmetic?: Arithmetic,
): SliceWork['normalize'] {
  return (x, problem) => {
    if (isSpecial(x)) return rightWork.normalize(x, problem);
    const d = roughDenominator(x, problem, arithmetic);
    const y = new Float64Array(x.length);
    for (let k = 0; k < y.length; k++) y[k] = quotient(x[k]!, d);
    return y;
  };
}

/** Wrong results, made of the right ones by themselves. */
export function spoiling(spoil: (y: number, x: number, k: number) => number): SliceWork['normalize'] {
  return quotients((x, _, right) => {
    const y = new Float64Array(x.length);
    for (let k = 0; k < y.length; k++) y[k] = spoil(right[k]!, x[k]!, k);
    return y;
  });
}

function isSpecial(x: FloatArray): boolean {
  let max = 0;
  for (const v of x) max = Math.max(max, Math.abs(v));
  return !(max > 0 && max < Infinity);
}

function same(v: number): number {
  return v;
}

function power(v: number, p: number): number {
  return p === 2 ? v * v : Math.abs(v) ** p;
}
