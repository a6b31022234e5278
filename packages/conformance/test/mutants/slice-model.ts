import {
  allocate,
  type Backend,
  type Capabilities,
  dtypeOf,
  type FloatArray,
  type Problem,
  tallyFields,
} from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';

/** What is done with one slice at a time. Results are rounded to the dtype where they are stored. */
export interface SliceWork {
  /** Where element k of a slice stands. */
  at(problem: Problem, slice: number, k: number): number;
  normalize(x: FloatArray, problem: Problem): ArrayLike<number>;
  norm(x: FloatArray, problem: Problem): number;
  /** In the order of `tallyFields`. */
  tally(x: FloatArray, problem: Problem): ArrayLike<number>;
  gradient(x: FloatArray, upstream: FloatArray, problem: Problem): ArrayLike<number>;
}

const right = cpu();

/** The slice as a problem of its own. */
function alone(problem: Problem): Problem {
  return { ...problem, outer: 1, inner: 1, stride: problem.length };
}

/** Right results. */
export const rightWork: SliceWork = {
  at: ({ stride, inner }, slice, k) => Math.floor(slice / inner) * stride + k * inner + (slice % inner),
  normalize: (x, problem) => right.normalize(x, alone(problem)),
  norm: (x, problem) => right.norms(x, alone(problem))[0]!,
  tally: (x, problem) => right.normalizeWithNorms(x, alone(problem)).tally,
  gradient: (x, upstream, problem) => right.gradient(x, upstream, alone(problem)),
};

/** A synchronous backend over typed arrays that goes from slice to slice; right but for what `spoiled` replaces. */
export function sliceModel(
  spoiled: Partial<SliceWork> = {},
  changes: Partial<Capabilities<'sync'>> = {},
): Backend<FloatArray, 'sync'> {
  const { at = rightWork.at } = spoiled;
  // What is right throughout is done at once.
  const norms = (rows: Rows, problem: Problem): FloatArray =>
    spoiled.norm
      ? Float64Array.from(rows.slices, (x) => spoiled.norm!(x, problem))
      : right.norms(rows.values, rows.problem);
  const tally = (rows: Rows, problem: Problem): FloatArray =>
    spoiled.tally
      ? sumOf(rows.slices.map((x) => spoiled.tally!(x, problem)))
      : right.normalizeWithNorms(rows.values, rows.problem).tally;
  const normalized = (rows: Rows, problem: Problem, output: FloatArray): FloatArray => {
    const { normalize } = spoiled;
    const made = normalize
      ? rows.slices.map((x) => normalize(x, problem))
      : slicesOf(right.normalize(rows.values, rows.problem), problem.length);
    return scattered(at, made, problem, output);
  };
  return {
    name: 'model',
    capabilities: { ...right.capabilities, ...changes },
    upload: (values) => values,
    normalize: (input, problem, output = fresh(input)) =>
      normalized(gathered(at, input, problem), problem, output),
    normalizeWithNorms(input, problem, output = fresh(input)) {
      const rows = gathered(at, input, problem);
      return {
        norms: norms(rows, problem),
        tally: tally(rows, problem),
        output: normalized(rows, problem, output),
      };
    },
    norms: (input, problem) => norms(gathered(at, input, problem), problem),
    gradient(input, upstream, problem, output = fresh(input)) {
      const [x, dy] = [gathered(at, input, problem), gathered(at, upstream, problem)];
      const { gradient } = spoiled;
      const made = gradient
        ? x.slices.map((slice, s) => gradient(slice, dy.slices[s]!, problem))
        : slicesOf(right.gradient(x.values, dy.values, x.problem), problem.length);
      return scattered(at, made, problem, output);
    },
    read: (buffer) => buffer,
    free: () => {},
    [Symbol.dispose]: () => {},
  };
}

/** Copies of the slices, one after another, and each by itself; `problem` is theirs. */
interface Rows {
  readonly values: FloatArray;
  readonly slices: readonly FloatArray[];
  readonly problem: Problem;
}

function gathered(at: SliceWork['at'], input: FloatArray, problem: Problem): Rows {
  const { outer, inner, length, dtype } = problem;
  const count = outer * inner;
  const values = allocate(dtype, count * length);
  for (let slice = 0, next = 0; slice < count; slice++)
    for (let k = 0; k < length; k++) values[next++] = input[at(problem, slice, k)]!;
  const slices = length === 0 ? Array.from({ length: count }, () => values) : slicesOf(values, length);
  return { values, slices, problem: { ...problem, outer: count, inner: 1, stride: length } };
}

function slicesOf(values: FloatArray, length: number): FloatArray[] {
  return Array.from({ length: length === 0 ? 0 : values.length / length }, (_, s) =>
    values.subarray(s * length, (s + 1) * length),
  );
}

function scattered(
  at: SliceWork['at'],
  slices: readonly ArrayLike<number>[],
  problem: Problem,
  output: FloatArray,
): FloatArray {
  slices.forEach((y, slice) => {
    for (let k = 0; k < problem.length; k++) output[at(problem, slice, k)] = y[k]!;
  });
  return output;
}

function sumOf(counts: readonly ArrayLike<number>[]): Float64Array {
  const sum = new Float64Array(tallyFields.length);
  for (const each of counts) for (let field = 0; field < sum.length; field++) sum[field]! += each[field]!;
  return sum;
}

function fresh(input: FloatArray): FloatArray {
  return allocate(dtypeOf(input), input.length);
}
