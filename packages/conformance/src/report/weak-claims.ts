import type { Capabilities } from '@unitsphere/core';
import type { CaseResult } from '../case.ts';
import { capabilityOf, claimOf } from '../need.ts';
import { grouped, ulp } from './figures.ts';

/** A promise that is weaker than what was measured. */
export interface WeakClaim {
  /** Where it stands in the capabilities. */
  readonly capability: string;
  /** In ULP of what the capability is about. */
  readonly claimed: number;
  readonly measured: number;
  /** Elements that were measured, and how many of them were correctly rounded. */
  readonly elements: number;
  readonly exact: number;
}

/** Claims of quotients that could be `exact`, and claims of anything that the next whole number of ULP would do for. */
export function weakClaims(results: readonly CaseResult[], capabilities: Capabilities): readonly WeakClaim[] {
  const found = new Map<string, WeakClaim>();
  for (const { claim, status, ...result } of results) {
    if (claim === undefined || status === 'skipped' || result.measured === 0) continue;
    const rounding = claimOf(capabilities, claim);
    if (rounding === 'exact') continue;
    const capability = capabilityOf(claim);
    const before = found.get(capability);
    found.set(capability, {
      capability,
      claimed: rounding.maxUlp,
      measured: Math.max(before?.measured ?? 0, result.worstUlp),
      elements: (before?.elements ?? 0) + result.measured,
      exact: (before?.exact ?? 0) + result.exact,
    });
  }
  return [...found.values()].filter((each) => couldBeExact(each) || enoughFor(each) < each.claimed);
}

/** `capabilities.norms claims 4 ULP of float64, measured 0.9 at worst (1 000 elements): 1 would do`. */
export function inSentence(claim: WeakClaim): string {
  const { capability, claimed, measured, elements } = claim;
  const unit = units[capability] ?? 'ULP';
  const found = couldBeExact(claim) ? 'all correctly rounded' : `${ulp(measured)} at worst`;
  const advice = couldBeExact(claim) ? '' : `: ${enoughFor(claim)} would do`;
  return `capabilities.${capability} claims ${claimed} ${unit}, measured ${found} (${grouped(elements)} elements)${advice}`;
}

const units: Readonly<Record<string, string>> = {
  norms: 'ULP of float64',
  gradient: 'float32 ULP of max|dy|/D',
};

/** Norms and gradients have no `exact` to be claimed. */
function couldBeExact({ capability, elements, exact }: WeakClaim): boolean {
  return units[capability] === undefined && exact === elements;
}

/** What lies below 1 says more of the cases drawn than of the promise to make. */
function enoughFor({ measured }: WeakClaim): number {
  return Math.max(1, Math.ceil(measured));
}
