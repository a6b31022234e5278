import { expect, test } from 'vitest';
import { type CaseResult, caseId } from '../../src/index.ts';
import { resultsOf } from '../results-of.ts';
import type { Mutant } from './mutant.ts';
import { mutantGroups, mutants } from './mutants.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** On a test that runs a mutant: how many there are, in all groups. */
    mutants?: number;
  }
}

/** Part of a full run in which most mutants are caught. */
export const usualShare = 0.03;

/** Registers one test for each mutant of a group; `mutation-score.ts` adds the groups up. */
export function testMutants(group: keyof typeof mutantGroups): void {
  const meta = { mutants: mutants.length };
  for (const mutant of mutantGroups[group]) {
    test(`caught: ${mutant.name}`, { meta }, () => requireCaught(mutant));
  }
}

async function requireCaught(mutant: Mutant): Promise<void> {
  const { caughtBy, unseenBy = [], reason = '' } = mutant;
  const failed = (await resultsOfMutant(mutant)).filter(({ status }) => status === 'failed');
  const ids = failed.map(caseId);
  expect(ids).toEqual(expect.arrayContaining([...caughtBy]));
  expect(ids.filter((id) => unseenBy.includes(id))).toEqual([]);
  expect(failed.find((result) => caseId(result) === caughtBy[0])!.reason).toContain(reason);
}

function resultsOfMutant({ create, caughtBy, unseenBy = [], ...mutant }: Mutant): Promise<CaseResult[]> {
  const { share = usualShare, timeLimit } = mutant;
  return resultsOf(create, { only: [...caughtBy, ...unseenBy], share, timeLimit, seed: 1 });
}
