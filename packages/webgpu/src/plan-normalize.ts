import type { Problem } from '@unitsphere/core';
import { dispatchOf, sumsBytesOf } from './dispatch.ts';
import type { Stage } from './kernel-text.ts';
import { chooseLanes } from './lanes.ts';
import type { Window } from './parameters.ts';
import type { DeviceTraits, Dispatch, Plan } from './plan.ts';

export interface NormalizeOptions extends Window {
  /** No `source`: `destination` holds the elements and takes the quotients. */
  readonly inPlace: boolean;
  /** Also writes `norms` (four words a slice) and adds to `tally` (four words, in the order of core's `tallyFields`). */
  readonly measured: boolean;
}

/** One dispatch, or two where slices are few and long: `measure` adds up, `scale` finishes and divides. */
export function planNormalize(problem: Problem, traits: DeviceTraits, options: NormalizeOptions): Plan {
  const slices = problem.outer * problem.inner;
  if (slices === 0 || (problem.length === 0 && !options.measured)) return { dispatches: [], sumsBytes: 0 };
  const { inPlace } = options;
  const lanes = chooseLanes(problem, traits);
  const dispatch = (stage: Stage, measured: boolean): Dispatch =>
    dispatchOf(problem, lanes, { stage, inPlace, measured }, options);
  if (lanes.parts > 1) {
    const dispatches = [dispatch('measure', false), dispatch('scale', options.measured)];
    return { dispatches, sumsBytes: sumsBytesOf(problem) };
  }
  const stage = problem.length <= lanes.kept * lanes.sliceLanes ? 'normalize-once' : 'normalize-twice';
  return { dispatches: [dispatch(stage, options.measured)], sumsBytes: 0 };
}
