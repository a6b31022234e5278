import type { FloatArray, PresetName } from '@unitsphere/core';
import type { Scenario } from './scenarios.ts';

/** One way of doing the work: a roof (a copy of as many bytes), one of ours, or what people would use instead. */
export interface Contender {
  /** Unique in its place; as the report shows it. */
  readonly name: string;
  readonly kind: 'roof' | 'ours' | 'peer';
  /** Name of the roof in the same place that it is compared with: the copy in the memory where its arrays lie. */
  readonly roof: string;
  /** Why it does not take part in a scenario, in words; undefined where it does. */
  without(scenario: Scenario): string | undefined;
  /** Once a process. Rejects where it can't be had here; the message is reported. */
  start(): Promise<Started>;
}

export interface Started {
  /** Of the library that does the work, and on what: `tfjs 4.22.0, wasm`. */
  readonly version: string;
  /** The preset whose rule it follows; rule `none` where absent. */
  readonly like?: PresetName;
  /** Moves the input to where the contender wants it. */
  prepare(work: Work): Prepared | Promise<Prepared>;
  /**
   * All of it, from one array to a new one: rows along the last axis, p = 2.
   * Absent for roofs and for gradients alone.
   */
  normalize?(values: Float32Array, rows: number, length: number): Float32Array | Promise<Float32Array>;
  end?(): void | Promise<void>;
}

/** What is to be done. */
export interface Work {
  readonly scenario: Scenario;
  /** Row-major; must not be changed. */
  readonly x: FloatArray;
  /** For a gradient: dy; must not be changed. */
  readonly upstream?: FloatArray;
}

/** Ready to be timed. */
export interface Prepared {
  /** The work once: until it is done, whether it returns a promise or not. */
  run(): unknown;
  /** Milliseconds of `count` runs by a clock of its own, for work in another process; absent elsewhere. */
  timed?(count: number): Promise<number>;
  /** The values that a run gives for `x`, an array that later runs leave as it is. Absent for roofs. */
  result?(): FloatArray | Promise<FloatArray>;
  /** Gives everything back. */
  end(): void | Promise<void>;
}
