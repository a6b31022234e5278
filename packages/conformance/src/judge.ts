import type { FloatArray, Rounding } from '@unitsphere/core';
import type { Surd } from '@unitsphere/core/reference';
import type { Measure } from './measure.ts';

/** What is wrong with the results of one slice: how many elements, the first of them or −1, and what it should be. */
export interface Judgement {
  readonly mismatches: number;
  readonly first: number;
  readonly problem: string;
}

/** Compares y with x/D for a finite slice and D > 0, and adds every element to the measure. */
export type Judge = (
  slice: { readonly x: FloatArray; readonly y: FloatArray; readonly d: Surd },
  claim: Rounding,
  measure: Measure,
) => Judgement;

/** The largest error that a claim allows, in ULP. */
export function boundOf(claim: Rounding): number {
  return claim === 'exact' ? 0.5 : claim.maxUlp;
}

export function isNegative(v: number): boolean {
  return v < 0 || Object.is(v, -0);
}
