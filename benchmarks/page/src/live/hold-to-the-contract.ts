import { type CaseResult, caseId, familiesOf, plan, type RunOptions, run } from '@unitsphere/conformance';
import type { Candidate } from 'unitsphere';
import type { News, Told } from './job.ts';

/** Runs the conformance kit on each of the backends, one after another, and tells each case's outcome. */
export async function holdToTheContract(
  backends: readonly Candidate[],
  options: RunOptions,
  tell: (news: News) => void,
): Promise<void> {
  const ids = plan(undefined, options).map(caseId);
  for (const [i, { name: backend, start }] of backends.entries()) {
    const progress = (done: number): void =>
      tell({
        kind: 'progress',
        share: (i + done / ids.length) / backends.length,
        now: `${backend}: ${ids[done] ?? 'done'}`,
      });
    // Cases of a family need not follow one another.
    const families = new Map<string, CaseResult[]>();
    let done = 0;
    progress(done);
    for await (const result of run(start, options)) {
      const family = [...(families.get(result.family) ?? []), result];
      families.set(result.family, family);
      const [totals] = familiesOf(family);
      tell({
        kind: 'family',
        backend,
        totals: totals!,
        skips: family.filter(({ status }) => status === 'skipped').map(told),
        failures: family.filter(({ status }) => status === 'failed').map(told),
      });
      done++;
      progress(done);
    }
  }
}

function told({ name, reason = '', reproduction }: CaseResult): Told {
  return { name, reason, ...(reproduction !== undefined && { reproduction }) };
}
