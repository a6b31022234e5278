import type { CaseResult } from '@unitsphere/conformance';

/** What the kit did not pass, and totals of what it did: plain data, for a page to give to its test. */
export interface Outcomes {
  readonly failures: readonly string[];
  readonly passed: number;
  readonly measured: number;
  readonly exact: number;
}

export async function outcomesOf(results: AsyncIterable<CaseResult>): Promise<Outcomes> {
  const failures: string[] = [];
  let [passed, measured, exact] = [0, 0, 0];
  for await (const result of results) {
    const { family, name, status, reason } = result;
    if (status === 'failed') failures.push(`${family}: ${name}: ${reason}`);
    if (status === 'passed') passed++;
    measured += result.measured;
    exact += result.exact;
  }
  return { failures, passed, measured, exact };
}
