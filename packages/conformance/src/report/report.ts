import type { Capabilities } from '@unitsphere/core';
import type { CaseResult } from '../case.ts';
import { type Totals, totalsOf } from './totals.ts';
import type { WeakClaim } from './weak-claims.ts';

/** What a run came to: plain data, from which every report is made. */
export interface Report {
  /** Grows when a field changes its meaning or goes; fields can be added within one format. */
  readonly format: 1;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly versions: { readonly conformance: string; readonly node: string; readonly platform: string };
  /** As it stood on the command line. */
  readonly module: string;
  readonly backend: string;
  readonly capabilities: Capabilities;
  readonly seed: number;
  readonly quick: boolean;
  readonly only: readonly string[];
  /** The command that does the same again. */
  readonly again: string;
  readonly totals: Totals;
  /** In the order of the plan. */
  readonly families: readonly FamilyTotals[];
  readonly weakClaims: readonly WeakClaim[];
  readonly results: readonly CaseResult[];
}

export interface FamilyTotals extends Totals {
  readonly family: string;
}

/** The totals of each family, in the order in which the families first appear. */
export function familiesOf(results: readonly CaseResult[]): readonly FamilyTotals[] {
  const families = new Map<string, CaseResult[]>();
  for (const result of results) {
    const members = families.get(result.family);
    if (members === undefined) families.set(result.family, [result]);
    else members.push(result);
  }
  return [...families].map(([family, members]) => ({ family, ...totalsOf(members) }));
}
