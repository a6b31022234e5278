import { cpu } from '@unitsphere/cpu';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CaseResult, caseId, cases } from '../../src/index.ts';
import { resultsOf } from '../results-of.ts';
import { type KitPage, openKitPage } from './open-kit-page.ts';

let page: KitPage;

beforeAll(async () => {
  const args = ['--js-flags=--expose-gc'];
  page = await openKitPage({ args, contentSecurityPolicy: "default-src 'self'" });
});
afterAll(() => page?.close());

/** Half of the time of all. */
const long = [
  'shapes: 65535, 65536 and 65537 slices of two are normalized each by its own norm',
  'shapes: very many short slices are normalized each by its own norm',
  'shapes: a few very long slices are normalized each by its own norm',
  'values: a million equal elements add up',
  'values: a long slice of ordinary values adds up',
];
const brief = cases.map(caseId).filter((id) => !long.includes(id));

const signs = 'values: zeros among values keep their signs';

function statusesOf(results: readonly CaseResult[]): Record<string, string> {
  return Object.fromEntries(results.map((result) => [caseId(result), result.status]));
}

test('cpu passes in a page and in a worker case by case as in Node, but for memory, which a worker cannot measure', async () => {
  const options = { only: brief, share: 0.001 };
  const [here, inPage, inWorker] = await Promise.all([
    resultsOf(cpu, options),
    page.inPage('cpu', options),
    page.inWorkers(['cpu'], options),
  ]);
  const wanted = statusesOf(here);
  const memory = here.filter(({ family }) => family === 'contract: memory').map(caseId);
  const unmeasured = Object.fromEntries(memory.map((id) => [id, 'skipped']));
  expect(memory).toHaveLength(2);
  expect(Object.values(wanted)).not.toContain('failed');
  expect([inPage.error, statusesOf(inPage.results)]).toEqual([undefined, wanted]);
  expect([inWorker.error, statusesOf(inWorker.results)]).toEqual([undefined, { ...wanted, ...unmeasured }]);
  for (const result of inWorker.results.filter((each) => memory.includes(caseId(each))))
    expect(result.reason).toBe('neither process.memoryUsage nor performance.memory is there');
  expect([inPage.started, inWorker.started]).toEqual([0, 1]);
});

test('a backend that keeps its results fails in a page whose garbage can be collected', async () => {
  const { results } = await page.inPage('leaks', { only: 'contract: memory', share: 0.001 });
  expect(results.map(({ status }) => status)).toEqual(['failed', 'failed']);
  for (const { reason } of results) expect(reason).toMatch(/^250 rounds grew memory by \d+ bytes/);
});

test('a backend that loses the sign of zero fails in a page and in a worker by the case that names it', async () => {
  const options = { only: [signs, 'shapes: arrays of rank 2'], share: 0.02 };
  for (const { results } of [
    await page.inPage('signOfZeroLost', options),
    await page.inWorkers(['signOfZeroLost'], options),
  ]) {
    expect(results.map(({ status }) => status)).toEqual(['failed', 'passed']);
    expect(caseId(results[0]!)).toBe(signs);
    expect(results[0]!.reason).toContain('is 0 (0x00000000), expected -0 (0x80000000)');
    expect(results[0]!.reproduction).toContain('import { create } from "./my-backend.js"');
  }
});
