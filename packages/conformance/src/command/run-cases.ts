import type { Case, CaseResult } from '../case.ts';
import { type FamilyTotals, familiesOf } from '../report/report.ts';
import { skipOf } from '../run.ts';
import type { Isolation } from './isolation.ts';

/** What is told while cases run. */
export interface Watcher {
  /** Before a case. */
  begin(each: Case, index: number): void;
  /** After the last case of a family. */
  finish(family: FamilyTotals): void;
}

/** The results of the cases, one after another. */
export async function runCases(
  cases: readonly Case[],
  isolation: Isolation,
  { begin, finish }: Watcher,
): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  for (const [index, each] of cases.entries()) {
    const skipped = skipOf(each, isolation.capabilities);
    if (skipped === undefined) begin(each, index);
    results.push(skipped ?? (await isolation.run(each)));
    if (cases.slice(index + 1).every(({ family }) => family !== each.family)) {
      finish(familiesOf(results).find(({ family }) => family === each.family)!);
    }
  }
  return results;
}
