import type { FamilyTotals } from '@unitsphere/conformance';
import type { Effort, PlacePass } from '../../../pass.ts';
import type { BrowserFacts } from './browser-facts.ts';

/** What the page asks of a worker, which is there for this alone. */
export type Job =
  | { readonly kind: 'look' }
  | {
      readonly kind: 'conformance';
      readonly backends: readonly string[];
      readonly share: number;
      /** The one that is run; all where it is absent. */
      readonly family?: string;
    }
  | {
      readonly kind: 'pass';
      /** Names of backends: their contenders take part, and the roofs of these. */
      readonly backends: readonly string[];
      /** Names of scenarios. */
      readonly scenarios: readonly string[];
      /** The pass's number. */
      readonly seed: number;
      readonly effort: Effort;
    };

/** What the worker says meanwhile and in the end. */
export type News =
  | { readonly kind: 'facts'; readonly facts: BrowserFacts }
  | Progress
  | FamilyNews
  | { readonly kind: 'pass'; readonly pass: PlacePass }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly reason: string };

interface Progress {
  readonly kind: 'progress';
  /** Of the whole job, 0 to 1. */
  readonly share: number;
  /** What runs now. */
  readonly now: string;
}

/** How far a family of cases is on a backend: takes the place of what was said of the two before. */
export interface FamilyNews {
  readonly kind: 'family';
  readonly backend: string;
  readonly totals: FamilyTotals;
  readonly skips: readonly Told[];
  readonly failures: readonly Told[];
}

/** A case, why it failed or was skipped, and for a failure a program that shows it. */
export interface Told {
  readonly name: string;
  readonly reason: string;
  readonly reproduction?: string;
}
