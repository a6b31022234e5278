import type { FloatArray, Problem } from '@unitsphere/core';
import { preciseKernel, type RunningTally } from '@unitsphere/cpu/kernels';
import { kernelArguments } from './kernel-arguments.ts';
import type { Window } from './window.ts';
import { type Measuring, windowSlices } from './window-slices.ts';

/** N of each slice for p = 1, 2 or ∞, to ≤ 1 ULP. */
export function preciseNorms(x: FloatArray, problem: Problem, norms: Float64Array, window: Window): void {
  const plain = { ...problem, denominator: { form: 'floor', of: 'norm', epsilon: 0 } } as const;
  windowSlices(measuring(x, plain, norms, window), window);
}

/** y = x/D in float64 for p = 1, 2 or ∞, and N where `norms` is given. y is x or apart from it. */
export function preciseNormalize(
  x: Float64Array,
  problem: Problem,
  y: Float64Array,
  { norms, tally }: { readonly norms?: Float64Array | undefined; readonly tally: RunningTally },
  window: Window,
): void {
  windowSlices(measuring(x, problem, norms, window), window, {
    y,
    scale: (count, size) => window.kernels.scaleSlices(window.input, count, size, 0),
    settle: preciseKernel(problem, tally),
  });
}

function measuring(
  x: FloatArray,
  problem: Problem,
  norms: Float64Array | undefined,
  { kernels, input }: Window,
): Measuring {
  const wide = problem.dtype === 'float64';
  const [p, ...rule] = kernelArguments(problem);
  return {
    problem,
    inputs: [x],
    places: [input],
    measure: (count, size) => kernels.measureSlices(input, count, size, p, wide, 0),
    finish: (count) => kernels.finishSlices(count, p, wide, ...rule, 0) > 0,
    norms,
  };
}
