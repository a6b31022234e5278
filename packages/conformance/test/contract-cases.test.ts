import { cpu } from '@unitsphere/cpu';
import { expect, it } from 'vitest';
import { contractCases } from '../src/contract/contract-cases.ts';
import type { Case, CaseResult, Create } from '../src/index.ts';
import { relationCases } from '../src/relations/relation-cases.ts';
import { runCase } from '../src/run-case.ts';
import { caseId } from '../src/select-cases.ts';
import { faultyArrays } from './contract/faulty-arrays.ts';
import { faultyDevices } from './contract/faulty-devices.ts';
import { faultyLifetimes } from './contract/faulty-lifetimes.ts';
import { unrelatedResults } from './contract/unrelated-results.ts';
import { queueModel } from './mutants/queue-model.ts';

const cases = [...contractCases, ...relationCases];

const right: Readonly<Record<string, Create>> = {
  'a right backend of arrays': cpu,
  'a right device with a queue': () => queueModel(),
};

const faulty: Readonly<Record<string, Create>> = {
  ...faultyArrays,
  ...faultyLifetimes,
  ...faultyDevices,
  ...Object.fromEntries(
    relationCases.map(({ name, family }) => [
      caseId({ family, name }),
      unrelatedResults[name.replace(/^float\d\d: /, '')]!,
    ]),
  ),
};

const resultOf = (each: Case, create: Create): Promise<CaseResult> =>
  runCase(each, create, { seed: 1, share: 0.03, timeLimit: 5000, module: './my-backend.js' });

for (const [name, create] of Object.entries(right)) {
  it.each(cases.map((each) => [caseId(each), each] as const))(`${name} passes %s`, async (_, each) => {
    const { capabilities } = await create();
    const skipped = each.skipped(capabilities);
    if (skipped !== undefined) expect(skipped).toMatch(/^capabilities\.residency is (host|device): /);
    else expect((await resultOf(each, create)).reason).toBeUndefined();
  });
}

it.each(cases.map((each) => [caseId(each), each] as const))(
  'a backend made to fail it fails %s',
  async (id, each) => {
    const create = faulty[id]!;
    const { capabilities } = await create();
    expect(each.skipped(capabilities)).toBeUndefined();
    const { status, reason } = await resultOf(each, create);
    expect(status, reason).toBe('failed');
  },
);

it('every faulty backend belongs to a case', () => {
  expect(Object.keys(faulty).sort()).toEqual(cases.map(caseId).sort());
});
