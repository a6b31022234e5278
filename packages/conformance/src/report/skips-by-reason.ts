import type { CaseResult } from '../case.ts';
import { caseId } from '../select-cases.ts';

/** The ids of the cases that each reason skipped. */
export function skipsByReason(results: readonly CaseResult[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { status, reason = '', ...each } of results) {
    if (status === 'skipped') found.set(reason, [...(found.get(reason) ?? []), caseId(each)]);
  }
  return found;
}
