import type { Backend } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';
import { expect, test } from 'vitest';
import { capabilitiesOf, weakClaims } from '../src/index.ts';
import { resultsOf } from './results-of.ts';
import { oneUlpUp, spoiled } from './wrong-backend.ts';

const { capabilities } = cpu();

const quick = { only: 'values: ordinary values', quick: true, timeLimit: 200 };

test('the same seed draws the same, alone or among others, and another seed does not', async () => {
  const inputs = async (seed: number, only: string[]): Promise<string[]> => {
    const seen: string[] = [];
    await resultsOf(() => spoiled((_, input) => seen.push(input.join())), { ...quick, only, seed });
    return seen;
  };
  const [ordinary, tiny] = ['values: ordinary values', 'values: tiny values'];
  const alone = await inputs(1, [ordinary]);
  expect(alone.length).toBeGreaterThan(10);
  expect(await inputs(1, [ordinary])).toEqual(alone);
  expect((await inputs(1, [ordinary, tiny])).slice(0, alone.length)).toEqual(alone);
  expect(await inputs(2, [ordinary])).not.toEqual(alone);
});

test.each<[string, Partial<Backend>, string]>([
  [
    'a string thrown',
    {
      normalize: () => {
        throw 'boom';
      },
    },
    'normalize failed: "boom"',
  ],
  ['too few values', { read: (buffer) => buffer.slice(1) }, 'got 0 of float32'],
  ['another dtype', { read: (buffer) => Float64Array.from(buffer) }, 'of float64'],
  ['no array', { read: () => 'values' as never }, 'got "values"'],
  [
    'a promise',
    { read: async (buffer) => buffer },
    'reading gave a promise, but capabilities.reading is sync',
  ],
])('%s is the result of the case', async (_, wrong, reason) => {
  const results = await resultsOf(() => ({ ...cpu(), ...wrong }), { ...quick, only: 'a rank of 0' });
  expect(results.map(({ status }) => status)).toEqual(['failed']);
  expect(results[0]!.reason).toContain(reason);
});

test('a read that never settles is the result of its case, and the next one runs', async () => {
  let started = 0;
  const hanging = (): Backend => {
    const hangs = ++started === 2; // The first is asked for its capabilities.
    return {
      ...cpu(),
      capabilities: { ...capabilities, reading: 'async' },
      read: (buffer) => (hangs ? new Promise(() => {}) : Promise.resolve(buffer)),
    };
  };
  const results = await resultsOf(hanging, { ...quick, only: ['arrays of rank 2', 'a rank of 0'] });
  expect(results.map(({ name, status, reason }) => [name, status, reason])).toEqual([
    [
      'arrays of rank 2 are normalized along the last axis',
      'failed',
      'the case did not settle within 200 ms',
    ],
    ['a rank of 0 is one slice of one element', 'passed', undefined],
  ]);
});

test('a backend is ended after its case, and what ending throws is the result', async () => {
  let live = 0;
  await resultsOf(() => {
    live++;
    return { ...cpu(), [Symbol.dispose]: () => void live-- };
  }, quick);
  expect(live).toBe(0);
  const failing = {
    ...cpu(),
    [Symbol.dispose]: () => {
      throw new Error('still busy');
    },
  };
  await expect(capabilitiesOf(() => failing)).rejects.toThrow('still busy');
});

test('a claim that is weaker than what is measured is reported', async () => {
  const modest = { ...capabilities, precision: { float32: { rounding: { maxUlp: 4 } } } } as const;
  const one = await resultsOf(
    () => ({
      ...spoiled((output) => {
        output.forEach((v, i) => {
          if (Math.abs(v) > 1e-3 && Math.abs(v) < 0.9) output[i] = oneUlpUp(v);
        });
      }),
      capabilities: modest,
    }),
    quick,
  );
  expect(one.map(({ status }) => status)).toEqual(['passed']);
  const [claim] = weakClaims(one, modest);
  expect(claim).toMatchObject({ capability: 'precision.float32.rounding', claimed: 4 });
  expect(claim!.measured).toBeGreaterThan(1);
  expect(claim!.measured).toBeLessThanOrEqual(1.5);
});

test('a claim of exact, or of less than what is measured, fails', async () => {
  const off = (maxUlp?: number): Backend => ({
    ...spoiled((output) => {
      output[0] = oneUlpUp(output[0]!);
    }),
    capabilities:
      maxUlp === undefined
        ? capabilities
        : { ...capabilities, precision: { float32: { rounding: { maxUlp } } } },
  });
  for (const [maxUlp, status] of [
    [undefined, 'failed'],
    [0.9, 'failed'],
    [3, 'passed'],
  ] as const) {
    const results = await resultsOf(() => off(maxUlp), quick);
    expect(results.map((result) => result.status)).toEqual([status]);
  }
});
