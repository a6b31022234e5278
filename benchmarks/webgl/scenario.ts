import type { Accuracy } from '../accuracy.ts';
import type { Timing } from '../interleave.ts';

/** float32, p = 2, rule none, along the axis `length`. */
export interface Scenario {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
}

export const scenarios: readonly Scenario[] = [
  { outer: 1000, length: 1000, inner: 1 },
  { outer: 1000, length: 768, inner: 1 },
  { outer: 10_000, length: 128, inner: 1 },
  { outer: 10, length: 1_000_000, inner: 1 },
  { outer: 100, length: 1000, inner: 64 },
];

/** What is timed. */
export const names = {
  copy: 'blitFramebuffer',
  naive: 'plain gpu.js kernels',
  exact: 'exact, ordinary data',
  exactWide: 'exact, every exponent',
  transfer: 'upload and read',
  whole: 'upload, normalize, read',
} as const;

/** Plain data: a page hands it over. */
export interface Measurement {
  readonly scenario: Scenario;
  readonly accuracies: readonly (Accuracy & { readonly name: string })[];
  /** Milliseconds until the first result of a backend in a new context, its probes included. */
  readonly firstCall: number;
  /** On textures, each run until the context is idle. */
  readonly resident: readonly Timing[];
  /** From an array to an array. */
  readonly roundTrip: readonly Timing[];
}
