import type { Problem } from '@unitsphere/core';
import type { Window as Place } from './parameters.ts';
import type { DeviceTraits, Plan, Role } from './plan.ts';
import type { GradientOptions } from './plan-gradient.ts';
import type { NormalizeOptions } from './plan-normalize.ts';
import { type BindingLimits, type Range, windowsOf } from './windows.ts';

/** A part of a buffer that a kernel is bound to. */
export interface Bound extends Range {
  readonly buffer: GPUBuffer;
}

/** A plan, and what its kernels are bound to by role, but for what is made for the plan alone. */
export interface Work {
  readonly plan: Plan;
  readonly bound: Partial<Record<Exclude<Role, 'parameters' | 'sums'>, Bound>>;
}

/** What a call reads and fills. */
export interface Targets {
  readonly source: GPUBuffer;
  readonly upstream?: GPUBuffer;
  readonly destination?: GPUBuffer;
  readonly norms?: GPUBuffer;
  readonly tally?: GPUBuffer;
}

/** Where plans come from. */
export interface Planner {
  normalize(problem: Problem, traits: DeviceTraits, options: NormalizeOptions): Plan;
  norms(problem: Problem, traits: DeviceTraits, place: Place): Plan;
  gradient(problem: Problem, traits: DeviceTraits, options: GradientOptions): Plan;
}

export const tallyBytes = 16;

/**
 * The works of a problem, window by window, once there are buffers for them. `measured` tells whether norms are among
 * those. Throws `unsupported` before anything is made.
 */
export function worksOf(
  problem: Problem,
  limits: BindingLimits,
  measured: boolean,
  planOf: (problem: Problem, place: Required<Place>) => Plan,
): (targets: Targets) => readonly Work[] {
  const windows = problem.outer * problem.inner === 0 ? [] : windowsOf(problem, limits, measured);
  const plans = windows.map(({ outer, base, firstNorm }) =>
    planOf({ ...problem, outer }, { base, firstNorm }),
  );
  return ({ source, upstream, destination, norms, tally }) =>
    windows.map(({ values, norms: range }, i) => ({
      plan: plans[i]!,
      bound: {
        source: { buffer: source, ...values },
        ...(upstream && { upstream: { buffer: upstream, ...values } }),
        ...(destination && { destination: { buffer: destination, ...values } }),
        ...(norms && { norms: { buffer: norms, ...range } }),
        ...(tally && { tally: { buffer: tally, offset: 0, size: tallyBytes } }),
      },
    }));
}
