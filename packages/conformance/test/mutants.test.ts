import { afterAll, expect, test } from 'vitest';
import { type CaseResult, type Create, caseId, cases, type RunOptions, run } from '../src/index.ts';
import { plainGradient } from './mutants/gradient-mutants.ts';
import type { Mutant } from './mutants/mutant.ts';
import { mutants } from './mutants/mutants.ts';
import { queueModel } from './mutants/queue-model.ts';
import { sliceModel } from './mutants/slice-model.ts';

const quick = 0.03;
const caught: string[] = [];
const intended = [...new Set(mutants.flatMap(({ caughtBy }) => caughtBy))];

afterAll(() => console.info(`mutation score: ${caught.length}/${mutants.length}`));

async function resultsOf(create: Create, options: RunOptions): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for await (const result of run(create, { seed: 1, ...options })) results.push(result);
  return results;
}

async function failuresOf(create: Create, options: RunOptions): Promise<readonly string[]> {
  const results = await resultsOf(create, options);
  return results
    .filter(({ status }) => status === 'failed')
    .map((result) => `${caseId(result)}\n${result.reason}`);
}

function resultsOfMutant({ create, caughtBy, unseenBy = [], ...mutant }: Mutant): Promise<CaseResult[]> {
  const { share = quick, timeLimit, whole } = mutant;
  return resultsOf(create, { only: whole ? undefined : [...caughtBy, ...unseenBy], share, timeLimit });
}

for (const mutant of mutants) {
  const { name, caughtBy, unseenBy = [], reason = '' } = mutant;
  test(`caught: ${name}`, async () => {
    const failed = (await resultsOfMutant(mutant)).filter(({ status }) => status === 'failed');
    const ids = failed.map(caseId);
    expect(ids).toEqual(expect.arrayContaining([...caughtBy]));
    expect(ids.filter((id) => unseenBy.includes(id))).toEqual([]);
    expect(failed.find((result) => caseId(result) === caughtBy[0])!.reason).toContain(reason);
    caught.push(name);
  });
}

test('the models that the mutants are made of pass every case that is meant to catch one', async () => {
  expect(await failuresOf(() => sliceModel(), { only: intended, share: quick })).toEqual([]);
  expect(await failuresOf(() => queueModel(), { only: 'contract', share: quick })).toEqual([]);
});

test('the gradient that mutants spoil passes before it is spoiled', async () => {
  const create = (): ReturnType<typeof sliceModel> => sliceModel({ gradient: plainGradient });
  const kinds = ['ordinary values', 'integers', 'constant slices', 'alternating signs'];
  const only = kinds.map((kind) => `gradient: the gradient is right for float32: ${kind}`);
  expect(await failuresOf(create, { only, share: 1 })).toEqual([]);
});

test('every mutant has a name of its own, and names cases that there are', () => {
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  expect(mutants.length).toBeGreaterThanOrEqual(45);
  const named = mutants.flatMap(({ caughtBy, unseenBy = [] }) => [...caughtBy, ...unseenBy]);
  const ids = cases.map(caseId);
  expect(named.filter((id) => !ids.includes(id))).toEqual([]);
});
