import type { Accuracy } from '../accuracy.ts';
import type { Timing } from '../interleave.ts';
import type { Lanes } from './watch-lanes.ts';

/** float32, p = 2, rule none, the last axis. */
export type Shape = readonly [rows: number, length: number];

/** What is timed. */
export const names = {
  nothing: 'empty submit',
  copy: 'copyBufferToBuffer',
  naive: 'naive float32 kernel',
  composed: 'tfjs, composed',
  exact: 'exact, ordinary data',
  exactWide: 'exact, every exponent',
  transfer: 'upload and read',
  whole: 'upload, normalize, read',
} as const;

/** Plain data: a page hands it over. */
export interface Measurement {
  readonly shape: Shape;
  /** Of the exact kernel, and so of the naive one. */
  readonly lanes: Lanes;
  readonly accuracies: readonly (Accuracy & { readonly name: string })[];
  /** On buffers of the device, each run until the queue is empty. */
  readonly resident: readonly Timing[];
  /** From an array to an array. */
  readonly roundTrip: readonly Timing[];
}
