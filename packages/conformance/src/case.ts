import type { Backend, Capabilities } from '@unitsphere/core';
import type { Measure } from './measure.ts';
import type { Claim } from './need.ts';
import type { Random } from './seeded-random.ts';

/** Starts a fresh backend to be tested; every case starts its own and ends it. */
export type Create = () => Backend | Promise<Backend>;

/** What a case works with. */
export interface Context {
  /** Fails where the factory throws or does not settle. Backends started here are ended after the case. */
  start(): Promise<Backend>;
  /** Ends a backend before the case is over, and keeps nothing of it. Throws what ending throws. */
  end(backend: Backend): void;
  /** Draws that repeat for one seed. */
  readonly random: Random;
  readonly seed: number;
  /** Part of a full run, in (0, 1]: how many batches, runs or rounds a case does. */
  readonly share: number;
  /** Where results are compared with the oracle, and counted. */
  readonly measure: Measure;
  /** The module that a reproduction imports the backend from. */
  readonly module: string;
}

/** One thing that a backend is held to. */
export interface Case {
  /** Families in the order of the plan: values, shapes, axes, rules, …. */
  readonly family: string;
  /** Reads as a sentence that could be false. */
  readonly name: string;
  /** Which promise the case measures, where it measures one. */
  readonly claim?: Claim;
  /** The capability that skips the case, in words; undefined where the backend claims what it needs. */
  skipped(capabilities: Capabilities): string | undefined;
  /** Rejects with a `Failure` (or anything) where the backend breaks the case. */
  run(context: Context): Promise<void>;
}

/** What a case came to. Times in milliseconds. */
export interface CaseResult {
  readonly family: string;
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** Which promise it measured: `of` norms or gradient, else the quotients'; `dtype`; `otherOrders`, p besides 1, 2, ∞. */
  readonly claim?: Claim;
  /** Why it failed or was skipped. */
  readonly reason?: string;
  /** For a failure, a program that shows it: the call, or else the case run alone. */
  readonly reproduction?: string;
  readonly milliseconds: number;
  readonly elements: number;
  readonly mismatches: number;
  readonly worstUlp: number;
  readonly meanUlp: number;
  /** Elements that are the correctly rounded ones, of `measured`. */
  readonly exact: number;
  readonly measured: number;
  /** Elements by error: exactly rounded, ≤ 0.5, ≤ 1, ≤ 2, ≤ 4, … ULP: `histogramBounds`. */
  readonly histogram: readonly number[];
}
