import { tallyFields } from '@unitsphere/core';

/** The counts of `tallyFields` while a kernel runs. */
export type RunningTally = Record<(typeof tallyFields)[number], number>;

/** Counts of nothing yet. */
export function newTally(): RunningTally {
  return { zero: 0, nonFinite: 0, clamped: 0, settledExactly: 0 };
}

/** The counts in the order of `tallyFields`. */
export function tallyArray(tally: RunningTally): Float64Array {
  return Float64Array.from(tallyFields, (field) => tally[field]);
}
