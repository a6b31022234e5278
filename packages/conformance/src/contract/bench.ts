import {
  allocate,
  type DType,
  dtypeOf,
  type FloatArray,
  type Problem,
  type RuleOptions,
  resolveArguments,
} from '@unitsphere/core';
import { exactDenominator } from '@unitsphere/core/reference';
import { firstDifference, withBits } from '../bits.ts';
import type { Context } from '../case.ts';
import { Failure } from '../failure.ts';
import { judgeQuotients } from '../judge-quotients.ts';
import { judgeNearest } from '../nearest-quotient.ts';
import { claimOf } from '../need.ts';
import { sliceNorm } from '../slice-norm.ts';
import { requireArray, type Subject, waitFor } from '../subject.ts';

/** What a contract case works with: a started backend, and a dtype that it has. */
export interface Bench extends Subject {
  readonly context: Context;
  readonly dtype: DType;
}

/** A call of a kernel on rows: their values, and the problem that they pose. */
export interface Call {
  readonly values: FloatArray;
  readonly problem: Problem;
}

/** Rows of values between −1 and 1; 5 rows of 33 where nothing is said. */
export function drawCall(
  { context: { random }, dtype }: Bench,
  {
    rows = 5,
    length = 33,
    ...setting
  }: RuleOptions & { readonly rows?: number; readonly length?: number } = {},
): Call {
  const values = allocate(dtype, rows * length);
  for (let i = 0; i < values.length; i++) values[i] = 2 * random.unit() - 1;
  return { values, problem: resolveArguments(values, { shape: [rows, length], ...setting }).problem };
}

/** What a buffer holds, as an array that nothing else knows of. */
export async function readCopy(bench: Bench, buffer: unknown): Promise<FloatArray> {
  const read = await waitFor(bench, bench.backend.read(buffer));
  if (!(read instanceof Float32Array || read instanceof Float64Array)) requireArray(read, bench.dtype, 0);
  return read.slice();
}

/** Fails, saying what `got` should have been, where it is not the result of the call to within the claim. */
export function requireRight(
  { backend: { capabilities }, context: { measure } }: Bench,
  { values, problem: { dtype, length, p, denominator } }: Call,
  { got, what }: { readonly got: FloatArray; readonly what: string },
): void {
  requireArray(got, dtype, values.length);
  const claim = claimOf(capabilities, { dtype, otherOrders: ![1, 2, Infinity].includes(p) });
  const judge = dtype === 'float32' ? judgeNearest : judgeQuotients;
  for (let from = 0; from < values.length; from += length) {
    const [x, y] = [values.subarray(from, from + length), got.subarray(from, from + length)];
    const d = exactDenominator(sliceNorm(x, p), denominator);
    const { first, mismatches, problem } = judge({ x, y, d }, claim, measure);
    measure.mismatch(mismatches);
    if (first >= 0)
      throw new Failure(`${what}: [${from + first}] is ${withBits(y[first]!, dtype)}, ${problem}`);
  }
}

/** Fails where two arrays differ in dtype, length or any bit. */
export function requireSame(
  { context: { measure } }: Bench,
  { got, wanted, what }: { readonly got: FloatArray; readonly wanted: FloatArray; readonly what: string },
): void {
  const dtype = dtypeOf(wanted);
  requireArray(got, dtype, wanted.length);
  measure.count(got.length);
  const at = firstDifference(got, wanted);
  if (at < 0) return;
  measure.mismatch();
  throw new Failure(`${what}: [${at}] is ${withBits(got[at]!, dtype)}, was ${withBits(wanted[at]!, dtype)}`);
}
