import type { FloatArray, RuleOptions } from '@unitsphere/core';
import type { Layout } from './arrangement.ts';
import type { Random } from './seeded-random.ts';

/** Slices of one length that go through one call each setting. */
export interface Batch {
  readonly slices: readonly FloatArray[];
  readonly settings: readonly RuleOptions[];
  /** Where they lie; drawn where absent. */
  readonly layout?: Layout;
  /** Results that are known by construction, the same for every setting. */
  readonly known?: readonly KnownResult[];
}

export interface KnownResult {
  readonly slice: number;
  readonly element: number;
  readonly result: number;
}

/** Batches of one kind. */
export interface Family {
  /** What they are, for cases that hold something else to be true of them; default `name`. */
  readonly kind?: string;
  /** What is held to be true of them. */
  readonly name: string;
  /** How many elements a whole run draws; each is compared once a setting. */
  readonly elements: number;
  /** Elements that a backend must take for it. */
  readonly needs?: number;
  /** Batches that every run draws at least; default 1. */
  readonly rounds?: number;
  /** The same of runs of less than a tenth; default `rounds`. */
  readonly quickRounds?: number;
  /** Slices of about `longest` elements at most; `round` counts the batches from 0. */
  batch(random: Random, longest: number, round: number): Batch;
}
