/**
 * The memory through which threads agree, in 32-bit words; what different threads write stands on cache lines of its
 * own. A job is open while `open` holds its number (0: none), and `next` is the part that nobody has taken yet.
 */
export const control = { open: 0, next: 16, job: 32, slots: 64 } as const;

/**
 * A worker's slot. `state` is the number of the job it takes part in, or one of `states`; the other words are about
 * the job in `job`: parts done, entries in the worker's report, slices that were zero and clamped.
 */
export const slot = { state: 0, job: 1, done: 2, listed: 3, zero: 4, clamped: 5, words: 16 } as const;

export const states = { absent: 0, idle: -1, failed: -2 } as const;

/** Entries that a worker's report holds: it takes no part that might not fit any more. */
export const reportLength = 4096;

export function slotAt(worker: number): number {
  return control.slots + worker * slot.words;
}

export function reportAt(worker: number, workers: number): number {
  return slotAt(workers) + worker * reportLength;
}

export function controlBytes(workers: number): number {
  return 4 * reportAt(workers, workers);
}
