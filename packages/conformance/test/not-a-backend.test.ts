import { cpu } from '@unitsphere/cpu';
import { expect, test } from 'vitest';
import { type Create, requireBackend } from '../src/index.ts';
import { resultsOf } from './results-of.ts';

const quick = { only: 'axes', quick: true };
const { free: _, ...withoutFree } = cpu();

test.each([
  ['nothing', undefined, 'got undefined'],
  ['a number', 3, 'got 3'],
  ['an empty object', {}, 'it has no name'],
  ['no capabilities', { name: 'x' }, 'it has no capabilities'],
  ['a backend without free', withoutFree, 'it lacks free'],
  [
    'a reading that is neither',
    { ...cpu(), capabilities: { ...cpu().capabilities, reading: 'later' } },
    'capabilities.reading is "later", neither sync nor async',
  ],
])('%s is refused in one line', (_, value, what) => {
  expect(() => requireBackend(value)).toThrow(
    expect.objectContaining({ code: 'invalid-backend', message: `create() gave no backend: ${what}` }),
  );
});

test.each<[string, () => never, string]>([
  [
    'an error',
    () => {
      throw new Error('no adapter\nfound');
    },
    'create() failed: no adapter found',
  ],
  [
    'a string',
    () => {
      throw 'boom';
    },
    'create() failed: "boom"',
  ],
])('a factory that throws %s ends a run with one line', async (_, create, message) => {
  await expect(resultsOf(create, quick)).rejects.toThrow(
    expect.objectContaining({ code: 'backend-unavailable', message }),
  );
});

test('a factory that never settles ends a run within the time limit', async () => {
  const create: Create = () => new Promise(() => {});
  await expect(resultsOf(create, { ...quick, timeLimit: 30 })).rejects.toThrow(
    'create() did not settle within 30 ms',
  );
});

test('a factory that fails later fails the cases that it was called for', async () => {
  let calls = 0;
  const results = await resultsOf(() => {
    if (++calls === 3) throw 'the third';
    return cpu();
  }, quick);
  const failed = results.filter(({ status }) => status === 'failed');
  expect(failed.map(({ reason }) => reason)).toEqual(['create() failed: "the third"']);
});
