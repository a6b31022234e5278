import { type CaseResult, type Create, type RunOptions, run } from '../src/index.ts';

/** All results of a run. */
export async function resultsOf(create: Create, options: RunOptions): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for await (const result of run(create, options)) results.push(result);
  return results;
}
