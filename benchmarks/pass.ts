import type { LeftOut, Measurement, Place } from './results.ts';

/** What one process of a place measured: plain data, it crosses to the command. */
export interface PlacePass {
  readonly place: Place;
  readonly scenarios: readonly ScenarioPass[];
  readonly leftOut: readonly LeftOut[];
}

/** One scenario, its contenders interleaved. */
export interface ScenarioPass {
  readonly scenario: string;
  readonly contenders: readonly ContenderPass[];
}

export interface ContenderPass {
  readonly name: string;
  readonly kind: Measurement['kind'];
  readonly roof: string;
  /** Runs without a pause in each round. */
  readonly repeats: number;
  /** Of one run, each round's in turn. */
  readonly milliseconds: readonly number[];
  /** Time by the roof's of the same round; empty for roofs. */
  readonly ratios: readonly number[];
  /** It was too slow for rounds: one run was timed, and its roof after it. */
  readonly once?: true;
  readonly accuracy?: NonNullable<Measurement['accuracy']>;
}

/** Milliseconds, where nothing is too slow. Not Infinity, which JSON lacks. */
export const unlimited: number = Number.MAX_VALUE;

/** How much is done. */
export interface Effort {
  /** About so many milliseconds for a scenario in a place, after preparing and verifying. */
  readonly budget: number;
  /** Rounds at most. */
  readonly rounds: number;
  /** Milliseconds: a contender whose run takes longer is timed once, by itself. */
  readonly longestRun: number;
  /** Milliseconds: one whose run takes longer is left out of the scenario, with its time as the reason. */
  readonly longestOnce: number;
}
