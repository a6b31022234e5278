import type { Capabilities } from '@unitsphere/core';
import type { CaseResult } from '../case.ts';
import { claimOf } from '../need.ts';
import { grouped, ulp } from './figures.ts';

/** A promise that is weaker than what was measured. */
export interface WeakClaim {
  /** Where it stands in the capabilities. */
  readonly capability: string;
  /** In ULP. */
  readonly claimed: number;
  readonly measured: number;
  /** Elements that were measured, and how many of them were correctly rounded. */
  readonly elements: number;
  readonly exact: number;
}

/** The claims that could be tighter by a whole ULP at least, or exact, by what these cases measured. */
export function weakClaims(results: readonly CaseResult[], capabilities: Capabilities): readonly WeakClaim[] {
  const found = new Map<string, WeakClaim>();
  for (const { claim, status, ...result } of results) {
    if (claim === undefined || status === 'skipped' || result.measured === 0) continue;
    const rounding = claimOf(capabilities, claim);
    if (rounding === 'exact') continue;
    const capability = `precision.${claim.dtype ?? 'float32'}.${claim.otherOrders ? 'otherOrders' : 'rounding'}`;
    const before = found.get(capability);
    found.set(capability, {
      capability,
      claimed: rounding.maxUlp,
      measured: Math.max(before?.measured ?? 0, result.worstUlp),
      elements: (before?.elements ?? 0) + result.measured,
      exact: (before?.exact ?? 0) + result.exact,
    });
  }
  return [...found.values()].filter(
    ({ claimed, measured, elements, exact }) => exact === elements || Math.ceil(measured) < claimed,
  );
}

/** `precision.float32.rounding claims 4 ULP, measured 0.7`. */
export function inSentence({ capability, claimed, measured, elements, exact }: WeakClaim): string {
  const found = exact === elements ? 'all correctly rounded' : `${ulp(measured)} at worst`;
  return `capabilities.${capability} claims ${claimed} ULP, measured ${found} (${grouped(elements)} elements)`;
}
