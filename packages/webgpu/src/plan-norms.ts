import type { Problem } from '@unitsphere/core';
import { dispatchOf, sumsBytesOf } from './dispatch.ts';
import type { Stage } from './kernel-text.ts';
import { chooseLanes, finishingLanes, type Lanes } from './lanes.ts';
import type { Window } from './parameters.ts';
import type { DeviceTraits, Dispatch, Plan } from './plan.ts';

/** The norms alone: one dispatch, or `measure` and one that finishes where slices are few and long. */
export function planNorms(problem: Problem, traits: DeviceTraits, window: Window = {}): Plan {
  const slices = problem.outer * problem.inner;
  if (slices === 0) return { dispatches: [], sumsBytes: 0 };
  const lanes = chooseLanes(problem, traits);
  const dispatch = (stage: Stage, over: Lanes): Dispatch =>
    dispatchOf(problem, over, { stage, inPlace: false, measured: false }, window);
  if (lanes.parts === 1) return { dispatches: [dispatch('norms', lanes)], sumsBytes: 0 };
  return {
    dispatches: [dispatch('measure', lanes), dispatch('norms-of-sums', finishingLanes(lanes, slices))],
    sumsBytes: sumsBytesOf(problem),
  };
}
