import { cpu } from '@unitsphere/cpu';
import { expect, test } from 'vitest';
import type { CaseResult } from '../../src/index.ts';
import { type CaseServer, createCaseServer } from '../../src/worker/case-server.ts';

const [first, second] = [
  'shapes: arrays of rank 2 are normalized along the last axis',
  'axes: axis left out is the last',
] as const;
const settings = { seed: 1, share: 0.001, timeLimit: 20_000, module: './mine.js' };

async function resultOf(server: CaseServer, id: string): Promise<{ result: CaseResult; spent: boolean }> {
  const answer = await server.answer({ kind: 'run', id });
  if (answer.kind !== 'result') throw new Error(answer.kind);
  return answer;
}

async function opened(): Promise<CaseServer> {
  const server = createCaseServer(cpu);
  expect(await server.answer({ kind: 'open', settings })).toEqual({ kind: 'opened' });
  return server;
}

test('what is thrown between two cases fails the second, and spends the worker', async () => {
  const server = await opened();
  const right = await resultOf(server, first);
  expect([right.result.status, right.spent]).toEqual(['passed', false]);
  for (let time = 0; time < 1000; time++) server.stray('late');
  const { result, spent } = await resultOf(server, second);
  expect([result.status, spent]).toEqual(['failed', true]);
  expect(result.reason).toBe(`late, in this case or after "${first}"`);
  expect(result.reproduction).toContain('from "./mine.js"');
});

test('a case that the worker lacks, or that comes before it is open, is refused', async () => {
  const server = createCaseServer(cpu);
  const refused = (id: string) => ({ kind: 'refused', message: `the worker cannot run "${id}"` });
  expect(await server.answer({ kind: 'run', id: first })).toMatchObject(refused(first));
  await server.answer({ kind: 'open', settings });
  expect(await server.answer({ kind: 'run', id: 'newer: case' })).toMatchObject(refused('newer: case'));
});

test('a case that does not end after something was thrown past it is given up', async () => {
  let started = 0;
  const server = createCaseServer(() => (started++ === 0 ? cpu() : new Promise(() => {})));
  await server.answer({ kind: 'open', settings });
  const answer = resultOf(server, first);
  server.stray('late');
  const { result } = await answer;
  expect([result.status, result.reason]).toEqual(['failed', 'late']);
  expect(result.milliseconds).toBeLessThan(settings.timeLimit / 2);
});
