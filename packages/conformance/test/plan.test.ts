import { cpu } from '@unitsphere/cpu';
import { expect, test } from 'vitest';
import { caseId, cases, plan } from '../src/index.ts';

const { capabilities } = cpu();

const lesser = {
  ...capabilities,
  precision: { float32: { rounding: 'exact' } },
  inPlace: false,
  strided: false,
  norms: false,
  gradient: false,
} as const;

test('the plan lists every case, and no two are called the same', () => {
  expect(plan()).toEqual(cases.map(({ family, name }) => ({ family, name })));
  expect(new Set(cases.map(caseId)).size).toBe(cases.length);
});

test('cpu skips nothing but what only a device can be asked', () => {
  const reasons = plan(capabilities).flatMap(({ skipped }) => skipped ?? []);
  expect(reasons.filter((reason) => !reason.startsWith('capabilities.residency is host'))).toEqual([]);
});

test('what is skipped names the capability', () => {
  const reasons = new Set(plan(lesser).map(({ skipped }) => skipped));
  for (const reason of [
    'capabilities.precision has no float64',
    'capabilities.precision.float32 has no otherOrders',
    'capabilities.inPlace is false',
    'capabilities.strided is false',
    'capabilities.norms is false',
    'capabilities.gradient is false',
  ])
    expect(reasons).toContain(reason);
});

test('a family, a name, an id and a part of one choose cases', () => {
  const { family, name } = cases[0]!;
  const ids = (only: string | string[]): string[] => plan(undefined, { only }).map(caseId);
  expect(ids('axes')).toEqual(cases.filter((each) => each.family === 'axes').map(caseId));
  expect(ids(name)).toEqual([`${family}: ${name}`]);
  expect(ids([`${family}: ${name}`])).toEqual([`${family}: ${name}`]);
  expect(ids('SUBNORMAL').length).toBeGreaterThan(1);
});

test('a name that no case has is an error that lists the families', () => {
  expect(() => plan(undefined, { only: 'no such case' })).toThrow(
    expect.objectContaining({
      code: 'unknown-case',
      message: expect.stringContaining('values, shapes, axes'),
    }),
  );
});
