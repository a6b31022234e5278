import { allocate, type Backend, type Capabilities, type FloatArray, type Problem } from '@unitsphere/core';
import { allocateLike } from './allocate-like.ts';
import { float32Kernel } from './float32-normalize.ts';
import { gradientKernel } from './gradient-kernel.ts';
import { preciseKernel } from './precise-kernel.ts';
import { largest, preciseNorm } from './precise-norm.ts';
import { createSweep, type SliceKernel } from './sweep.ts';
import { newTally, type RunningTally, tallyArray } from './tally.ts';

export const capabilities: Capabilities<'sync'> = {
  reading: 'sync',
  residency: 'host',
  precision: {
    float32: { rounding: 'exact', otherOrders: { maxUlp: 1 } },
    float64: { rounding: { maxUlp: 1 }, otherOrders: { maxUlp: 1 } },
  },
  inPlace: true,
  strided: true,
  norms: { maxUlp: 1 },
  // Derived for slices of up to 2^22 elements, 2^25 at p = ∞, any at p = 1 and 2: docs/numerics.md, "Gradient".
  gradient: { maxUlp: 1 },
  maxElements: 2 ** 32,
};

/** The backend in plain TypeScript: buffers are typed arrays, everything is done when a call returns. */
export function cpu(): Backend<FloatArray, 'sync'> {
  const normalize = (
    input: FloatArray,
    problem: Problem,
    output: FloatArray,
    tally: RunningTally,
  ): FloatArray => {
    runAll(createSweep(problem, [input], output, normalizeKernel(problem, tally)));
    return output;
  };
  const norms = (input: FloatArray, problem: Problem): Float64Array => {
    const result = newNorms(problem);
    runAll(createSweep(problem, [input], new Float64Array(0), normsKernel(problem, result)));
    return result;
  };
  return {
    name: 'cpu',
    capabilities,
    upload: (values) => values,
    normalize: (input, problem, output = allocateLike(input)) =>
      normalize(input, problem, output, newTally()),
    normalizeWithNorms(input, problem, output = allocateLike(input)) {
      // The norms first: output may be the input.
      const measured = norms(input, problem);
      const tally = newTally();
      return { output: normalize(input, problem, output, tally), norms: measured, tally: tallyArray(tally) };
    },
    norms,
    gradient(input, upstream, problem, output = allocateLike(input)) {
      runAll(createSweep(problem, [input, upstream], output, gradientKernel(problem)));
      return output;
    },
    read: (buffer) => buffer,
    free: () => {},
    [Symbol.dispose]: () => {},
  };
}

/** The kernel that keeps the promise of `capabilities` for a problem's dtype and order. */
export function normalizeKernel(problem: Problem, tally: RunningTally): SliceKernel {
  const exact = problem.dtype === 'float32' && [1, 2, Infinity].includes(problem.p);
  return exact ? float32Kernel(problem, tally) : preciseKernel(problem, tally);
}

/** N of each slice to ≤ 1 ULP; it writes to `norms`, and nothing to the output. */
function normsKernel({ p, length }: Problem, norms: Float64Array): SliceKernel {
  return (inputs, at, _output, _to, slice) => {
    const x = inputs[0]!;
    const max = largest(x, at, length);
    if (!(max < Infinity)) {
      norms[slice] = x.subarray(at, at + length).some(Number.isNaN) ? Number.NaN : Infinity;
      return;
    }
    const { value, scale } = preciseNorm(x, at, length, p, max);
    norms[slice] = value.high * scale;
  };
}

function runAll(sweep: { readonly units: number; run(first: number, last: number): void }): void {
  sweep.run(0, sweep.units);
}

/** Room for N of each slice. Throws `out-of-memory`. */
export function newNorms({ outer, inner }: Problem): Float64Array {
  return allocate('float64', outer * inner) as Float64Array;
}
