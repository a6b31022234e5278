import type { NormalizeOptions } from '@unitsphere/core';

/** Quotients, four words a norm, and for each slice kind, clamped, and how many quotients were decided exactly. */
export interface Run {
  readonly output: Float32Array<ArrayBuffer>;
  readonly norms: Uint32Array<ArrayBuffer>;
  readonly slices: Uint32Array<ArrayBuffer>;
}

/** The kernels' arithmetic without a traversal of its own: one lane normalizes a row of this length. */
export type OneLane = (rows: Float32Array, length: number, options: NormalizeOptions) => Promise<Run>;
