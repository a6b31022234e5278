import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseId } from '../../src/index.ts';
import { type KitPage, openKitPage } from './open-kit-page.ts';

let page: KitPage;

beforeAll(async () => {
  page = await openKitPage();
});
afterAll(() => page?.close());

const only = ['shapes: arrays of rank 2', 'axes: axis left out is the last'];
const options = { only, share: 0.005 };
test.each([
  ['throws past its caller', 'throwsLater', 'the backend threw past its caller: late'],
  ['throws a string past its caller', 'throwsAString', 'the backend threw past its caller: "late"'],
  ['rejects unheard', 'rejectsUnheard', 'the backend rejected a promise that nothing handles: unheard'],
])('a backend that %s fails that case, and the next one runs in a new worker', async (_, fault, reason) => {
  const { results, started } = await page.inWorkers([fault, 'cpu'], options);
  expect(results.map(caseId)).toEqual([
    'shapes: arrays of rank 2 are normalized along the last axis',
    'axes: axis left out is the last',
  ]);
  expect(results.map(({ status }) => status)).toEqual(['failed', 'passed']);
  expect(results[0]!.reason).toBe(reason);
  expect(started).toBe(2);
});

test('a backend that throws fails each case in the same worker, and messages of its own are let be', async () => {
  const throwing = await page.inWorkers(['throws'], options);
  expect(throwing.results.map(({ status, reason }) => [status, reason])).toEqual([
    ['failed', expect.stringContaining('no')],
    ['failed', expect.stringContaining('no')],
  ]);
  const talking = await page.inWorkers(['talks'], options);
  expect(talking.results.map(({ status }) => status)).toEqual(['passed', 'passed']);
  expect([throwing.started, talking.started]).toEqual([1, 1]);
});

test.each([
  [
    'a factory that throws',
    'worker.mjs?backend=failsToStart',
    'backend-unavailable',
    'create() failed: no device',
  ],
  [
    'a factory that gives no backend',
    'worker.mjs?backend=noBackend',
    'invalid-backend',
    'create() gave no backend: it has no name',
  ],
  [
    'a factory that throws past its caller',
    'worker.mjs?backend=throwsLaterAtStart',
    'backend-unavailable',
    'the backend threw past its caller: late',
  ],
  [
    'a file that throws',
    'throws-at-load.mjs',
    'backend-unavailable',
    'the worker did not load: Uncaught Error: bad file',
  ],
  ['a file that is not there', 'missing.mjs', 'backend-unavailable', 'the worker did not load'],
])('%s is an error', async (_, file, code, message) => {
  const { results, error, started } = await page.ofFile(file, options);
  expect([results, error, started]).toEqual([[], { name: 'UnitsphereError', code, message }, 1]);
});

test('memory is skipped where garbage cannot be collected on demand', async () => {
  const { results } = await page.inWorkers(['cpu'], { ...options, only: 'contract: memory' });
  const told = ['skipped', 'globalThis.gc is absent: garbage cannot be collected on demand here'];
  expect(results.map(({ status, reason }) => [status, reason])).toEqual([told, told]);
});

test('an unknown case is an error before a worker starts', async () => {
  const { error, started } = await page.inWorkers(['cpu'], { only: 'no such case' });
  expect([error?.code, started]).toEqual(['unknown-case', 0]);
});

test('the worker is ended when the loop over its results is left', async () => {
  expect(await page.fateOfWorker()).toBe('ended');
});

/** Milliseconds; a worker that is silent for 2000 more is ended. */
const impatient = { ...options, timeLimit: 3000 };

// At once, since they take their time limits.
describe.concurrent('within its time limit', () => {
  test.each([
    ['loops for ever', 'loops', 'hung, without a sign of life for 5000 ms'],
    ['ends its worker', 'endsItsWorker', 'hung, without a sign of life for 5000 ms'],
    ['starts only once', 'startsOnce', 'create() did not settle within 3000 ms'],
  ])('a backend that %s fails that case, and the next one runs in a new worker', async (_, fault, reason) => {
    const { results, started } = await page.inWorkers([fault, 'cpu'], impatient);
    expect(results.map(({ status }) => status)).toEqual(['failed', 'passed']);
    expect([results[0]!.reason, started]).toEqual([reason, 2]);
    expect(results[0]!.reproduction).toContain('only: "shapes: arrays of rank 2 are normalized along');
  });

  test('a factory that never settles in a new worker fails the case that the worker is for', async () => {
    const { results, started } = await page.inWorkers(['throwsLater', 'neverStarts'], impatient);
    expect(results.map(({ status }) => status)).toEqual(['failed', 'failed']);
    expect([results[1]!.reason, started]).toEqual(['create() did not settle within 3000 ms', 2]);
  });

  test.each([
    ['never settles', 'neverStarts', 'create() did not settle within 3000 ms'],
    ['loops', 'loopsAtStart', 'hung, without a sign of life for 5000 ms'],
  ])('a factory that %s is an error', async (_, backend, message) => {
    const { results, error } = await page.inWorkers([backend], impatient);
    expect(results).toEqual([]);
    expect(error).toEqual({ name: 'UnitsphereError', code: 'backend-unavailable', message });
  });

  test('a file that does not call serve() is an error', async () => {
    const { error } = await page.ofFile('serves-nothing.mjs', impatient);
    const message = 'the worker did not call serve(), without a sign of life for 5000 ms';
    expect(error).toEqual({ name: 'UnitsphereError', code: 'backend-unavailable', message });
  });
});
