import { cpu } from '@unitsphere/cpu';
import { expect, test } from 'vitest';
import { conformance, Failure } from '../src/index.ts';
import { device } from './device-backend.ts';
import { oneUlpUp, spoiled } from './wrong-backend.ts';

type Body = (this: unknown, ...context: unknown[]) => Promise<void>;

/** What a runner is told: names, bodies and time limits. */
function registered(
  options: Omit<Parameters<typeof conformance>[0], 'test'>,
): [string, Body, (number | undefined)?][] {
  const tests: [string, Body, (number | undefined)?][] = [];
  conformance({ ...options, quick: true, test: (...call) => tests.push(call) });
  return tests;
}

const only = 'in place: float32: ordinary values';

test('each case is one test, without a parameter that jest and mocha would take for a callback', () => {
  const tests = registered({ create: cpu, only: 'axes' });
  expect(tests.map(([name]) => name)).toContain('axes: axis null takes all axes together');
  for (const [, body, limit] of tests) expect([body.length, limit]).toEqual([0, 600_000]);
});

test('nothing is started before a test runs', () => {
  registered({
    create: () => {
      throw new Error('started');
    },
  });
});

test('a right backend passes and a wrong one fails with its reproduction', async () => {
  for (const [, body] of registered({ create: cpu, only })) await body.call(undefined);
  const wrong = spoiled((output) => {
    output[0] = oneUlpUp(output[0]!);
  });
  for (const [, body] of registered({ create: () => wrong, only, module: './wrong.js' })) {
    const failure = await body.call(undefined).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    expect((failure as Failure).message).toContain('import { create } from "./wrong.js"');
  }
});

test('a skip is passed to the context, or to this, with the capability', async () => {
  const create = () => device({ inPlace: false });
  const notes: unknown[] = [];
  const runner = { skip: (note: unknown) => notes.push(note), timeout: (ms: unknown) => notes.push(ms) };
  for (const [, body] of registered({ create, only })) {
    await body.call(undefined, runner);
    await body.call(runner);
  }
  const note = 'skipped: capabilities.inPlace is false';
  expect(notes).toEqual([note, 600_000, note]);
});
