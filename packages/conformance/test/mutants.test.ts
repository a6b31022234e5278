import { expect, test } from 'vitest';
import { type Create, caseId, cases, type RunOptions } from '../src/index.ts';
import { plainGradient } from './mutants/gradient-mutants.ts';
import { mutants } from './mutants/mutants.ts';
import { queueModel } from './mutants/queue-model.ts';
import { sliceModel } from './mutants/slice-model.ts';
import { usualShare } from './mutants/test-mutants.ts';
import { resultsOf } from './results-of.ts';

const intended = [...new Set(mutants.flatMap(({ caughtBy }) => caughtBy))];

async function failuresOf(create: Create, options: RunOptions): Promise<readonly string[]> {
  const results = await resultsOf(create, options);
  return results
    .filter(({ status }) => status === 'failed')
    .map((result) => `${caseId(result)}\n${result.reason}`);
}

test('the models that the mutants are made of pass every case that is meant to catch one', async () => {
  expect(await failuresOf(() => sliceModel(), { only: intended, share: usualShare })).toEqual([]);
  expect(await failuresOf(() => queueModel(), { only: 'contract', share: usualShare })).toEqual([]);
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
