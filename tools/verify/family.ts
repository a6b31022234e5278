import type { FloatArray, RuleOptions } from '@unitsphere/core';
import type { Random } from './seeded-random.ts';

/** Slices of one length that go through one call each setting. */
export interface Batch {
  readonly slices: readonly FloatArray[];
  readonly settings: readonly RuleOptions[];
  /** Results that are known by construction, the same for every setting. */
  readonly known?: readonly KnownResult[];
}

interface KnownResult {
  readonly slice: number;
  readonly element: number;
  readonly result: number;
}

/** Batches of one kind. */
export interface Family {
  /** Reads as "slices of …". */
  readonly name: string;
  /** How many elements a whole run draws; each is compared once a setting. */
  readonly elements: number;
  batch(random: Random, longest: number): Batch;
}
