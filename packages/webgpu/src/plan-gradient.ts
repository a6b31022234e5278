import type { Problem } from '@unitsphere/core';
import { digitCount, epsilonWords } from '@unitsphere/core/words';
import { maxAlongDimension } from './dispatch.ts';
import { type GradientStage, gradientKernel, type Over, productWords } from './gradient-text.ts';
import { floorWords } from './gradient-words.ts';
import { chooseLanes } from './lanes.ts';
import { parametersOf, type Window } from './parameters.ts';
import type { DeviceTraits, Dispatch, Plan } from './plan.ts';

export interface GradientOptions extends Pick<Window, 'base'> {
  /** What dx is written over: a buffer of its own, x, dy, or the one buffer that is both. */
  readonly over: Over;
}

/**
 * dx = (dy − g·Σ(dy·y)) / D in one dispatch; where slices are few and long in two, and at p = ∞ a third between them
 * that counts ties.
 */
export function planGradient(problem: Problem, traits: DeviceTraits, { over, base }: GradientOptions): Plan {
  const { outer, inner, length, p, denominator } = problem;
  const slices = outer * inner;
  if (slices * length === 0) return { dispatches: [], sumsBytes: 0 };
  const lanes = chooseLanes(problem, traits);
  const x = Math.min(lanes.workgroups, maxAlongDimension);
  const rule = Uint32Array.of(
    ...epsilonWords(p, denominator),

    ...floorWords(denominator),
  );
  const dispatch = (stage: GradientStage): Dispatch => ({
    kernel: gradientKernel(problem, lanes, { stage, over }),
    workgroups: [x, Math.ceil(lanes.workgroups / x)],
    parameters: parametersOf(problem, lanes, rule, { base: base ?? 0 }),
  });
  if (lanes.parts === 1) return { dispatches: [dispatch('gradient-slice')], sumsBytes: 0 };
  return {
    dispatches: [
      dispatch('gradient-measure'),
      ...(p === Infinity ? [dispatch('gradient-ties')] : []),
      dispatch('gradient-scale'),
    ],
    sumsBytes: 4 * slices * (digitCount(p) + 1 + productWords),
  };
}
