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
  const work = { ...rightWork, ...spoiled };
  const norms = (input: FloatArray, problem: Problem): Float64Array =>
    Float64Array.from(gathered(work, input, problem), (x) => work.norm(x, problem));
  const normalize = (input: FloatArray, problem: Problem, output = fresh(input)): FloatArray =>
    scattered(
      work,
      gathered(work, input, problem).map((x) => work.normalize(x, problem)),
      problem,
      output,
    );
  return {
    name: 'model',
    capabilities: { ...right.capabilities, ...changes },
    upload: (values) => values,
    normalize,
    normalizeWithNorms(input, problem, output) {
      const measured = norms(input, problem);
      const tally = new Float64Array(tallyFields.length);
      for (const x of gathered(work, input, problem)) {
        const counts = work.tally(x, problem);
        for (let field = 0; field < tally.length; field++) tally[field]! += counts[field]!;
      }
      return { output: normalize(input, problem, output), norms: measured, tally };
    },
    norms,
    gradient(input, upstream, problem, output = fresh(input)) {
      const dy = gathered(work, upstream, problem);
      const dx = gathered(work, input, problem).map((x, s) => work.gradient(x, dy[s]!, problem));
      return scattered(work, dx, problem, output);
    },
    read: (buffer) => buffer,
    free: () => {},
    [Symbol.dispose]: () => {},
  };
}

function fresh(input: FloatArray): FloatArray {
  return allocate(dtypeOf(input), input.length);
}

/** Copies of the slices. */
function gathered(work: SliceWork, input: FloatArray, problem: Problem): FloatArray[] {
  return Array.from({ length: problem.outer * problem.inner }, (_, slice) => {
    const x = allocate(problem.dtype, problem.length);
    for (let k = 0; k < problem.length; k++) x[k] = input[work.at(problem, slice, k)]!;
    return x;
  });
}

function scattered(
  work: SliceWork,
  slices: readonly ArrayLike<number>[],
  problem: Problem,
  output: FloatArray,
): FloatArray {
  slices.forEach((y, slice) => {
    for (let k = 0; k < problem.length; k++) output[work.at(problem, slice, k)] = y[k]!;
  });
  return output;
}
