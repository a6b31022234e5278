import type { Problem } from '@unitsphere/core';
import { digitCount, epsilonWords } from '@unitsphere/core/words';
import { kernelOf, type Variant } from './kernel-text.ts';
import type { Lanes } from './lanes.ts';
import { parametersOf, type Window } from './parameters.ts';
import type { Dispatch } from './plan.ts';

/** The most workgroups that WebGPU promises along one dimension. */
export const maxAlongDimension = 65535;

/** One dispatch on a problem that is not empty; workgroups beyond the first dimension's limit go on in the second. */
export function dispatchOf(problem: Problem, lanes: Lanes, variant: Variant, window: Window): Dispatch {
  const x = Math.min(lanes.workgroups, maxAlongDimension);
  return {
    kernel: kernelOf(problem, lanes, variant),
    workgroups: [x, Math.ceil(lanes.workgroups / x)],
    parameters: parametersOf(problem, lanes, epsilonWords(problem.p, problem.denominator), window),
  };
}

/** Bytes of `sums`: the digits of each slice and the bits of its largest magnitude. */
export function sumsBytesOf({ p, outer, inner }: Problem): number {
  return 4 * outer * inner * (digitCount(p) + 1);
}
