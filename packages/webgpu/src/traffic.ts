import type { Stage } from './kernel-text.ts';
import { sizesOf } from './parameters.ts';
import type { Plan } from './plan.ts';

/** Of one call, from the side of the kernels: a second read of the same element can come from a cache. */
export interface Traffic {
  readonly dispatches: number;
  /** Bytes of elements read and written. */
  readonly read: number;
  readonly written: number;
  /** Bytes of sums between dispatches. */
  readonly sums: number;
}

/** Times that a stage reads and writes every element. */
const passes: Readonly<Record<Stage, readonly [reads: number, writes: number]>> = {
  'normalize-once': [1, 1],
  'normalize-twice': [2, 1],
  measure: [1, 0],
  scale: [1, 1],
  norms: [1, 0],
  'norms-of-sums': [0, 0],
};

export function trafficOf({ dispatches, sumsBytes }: Plan): Traffic {
  let read = 0;
  let written = 0;
  for (const { kernel, parameters } of dispatches) {
    const { slices, length } = sizesOf(parameters);
    const [reads, writes] = passes[kernel.name.split(' ')[0] as Stage];
    read += 4 * slices * length * reads;
    written += 4 * slices * length * writes;
  }
  return { dispatches: dispatches.length, read, written, sums: sumsBytes };
}
