import type { FloatArray } from '@unitsphere/core';
import { normalize, gradient as ourGradient } from '@unitsphere/cpu';
import { expect, test } from 'vitest';
import type { Contender, Work } from '../contender.ts';
import { measureScenario, type Participant } from '../measure.ts';
import type { Scenario } from '../scenarios.ts';
import { measurementsOf } from '../summary.ts';

const scenario: Scenario = {
  name: '[16, 32]',
  shape: [16, 32],
  axis: -1,
  dtype: 'float32',
  task: 'normalize',
  values: 'ordinary',
};
const effort = { budget: 60, rounds: 4, longestRun: 100, longestOnce: 200 };

interface Fake {
  readonly kind?: Contender['kind'];
  readonly without?: string;
  compute?(x: FloatArray): FloatArray;
  run?(): unknown;
}

async function participant(
  name: string,
  { kind = 'ours', without, compute, run }: Fake,
): Promise<Participant> {
  const exact = ({ x, scenario }: Work): FloatArray => normalize(x, { shape: [...scenario.shape] });
  const contender: Contender = {
    name,
    kind,
    roof: 'copy',
    without: () => without,
    start: async () => ({
      version: '1',
      prepare: (work) => ({
        run: run ?? (() => work.x.slice()),
        ...(kind !== 'roof' && { result: () => (compute ? compute(work.x) : exact(work)) }),
        end: () => undefined,
      }),
    }),
  };
  return { contender, started: await contender.start() };
}

const roof = await participant('copy', { kind: 'roof' });

/** cpu's result with one bit of one element changed. */
function oneBitOff(x: FloatArray): FloatArray {
  const y = normalize(x, { shape: [16, 32] });
  new Uint32Array(y.buffer)[77]! ^= 1;
  return y;
}

test('contenders have ratios to their roof in every round, and their accuracy', async () => {
  const ours = await participant('ours', {});
  const { pass, leftOut } = await measureScenario([roof, ours], scenario, { effort, seed: 1 });
  expect(leftOut).toEqual([]);
  const [copy, own] = ['copy', 'ours'].map((name) => pass.contenders.find((each) => each.name === name));
  expect(copy?.ratios).toEqual([]);
  expect(copy?.accuracy).toBeUndefined();
  expect(own?.ratios.length).toBe(own?.milliseconds.length);
  expect(own?.milliseconds.length).toBeGreaterThanOrEqual(2);
  expect(own?.accuracy).toEqual({ worstUlp: 0, exact: 1, elements: 512 });
});

test('one bit of one element of ours stops the measuring', async () => {
  const ours = await participant('ours', { compute: oneBitOff });
  const measuring = measureScenario([roof, ours], scenario, { effort, seed: 1 });
  await expect(measuring).rejects.toThrow(/ours is wrong: 1 ULP off where 0 is promised, 99\.8/);
  await expect(measuring).rejects.toMatchObject({ name: 'WrongResult' });
});

test('a run too slow for rounds is measured once, has a ratio and was verified', async () => {
  const slow = await participant('slow', { run: () => new Promise((resolve) => setTimeout(resolve, 130)) });
  const patient = { ...effort, longestOnce: 60_000 };
  const { pass, leftOut } = await measureScenario([roof, slow], scenario, { effort: patient, seed: 1 });
  expect(leftOut).toEqual([]);
  const measured = pass.contenders.find(({ name }) => name === 'slow');
  expect(measured).toMatchObject({ once: true, repeats: 1, accuracy: { worstUlp: 0, exact: 1 } });
  expect(measured?.milliseconds).toHaveLength(1);
  expect(measured?.ratios).toHaveLength(1);
});

test('the same bit of a peer is recorded', async () => {
  const peer = await participant('peer', { kind: 'peer', compute: oneBitOff });
  const { pass } = await measureScenario([roof, peer], scenario, { effort, seed: 1 });
  expect(pass.contenders.find(({ name }) => name === 'peer')?.accuracy).toEqual({
    worstUlp: 1,
    exact: 511 / 512,
    elements: 512,
  });
});

test('who fails, is too slow or does not take part is left out with the reason, and the others go on', async () => {
  const participants = [
    roof,
    await participant('absent', { without: 'it cannot' }),
    await participant('failing', {
      kind: 'peer',
      compute: () => {
        throw new Error('no such kernel');
      },
    }),
    await participant('failing later', {
      run: () => {
        throw new Error('device lost');
      },
    }),
    await participant('slow', { run: () => new Promise((resolve) => setTimeout(resolve, 250)) }),
    await participant('ours', {}),
  ];
  const { pass, leftOut } = await measureScenario(participants, scenario, { effort, seed: 1 });
  expect(pass.contenders.map(({ name }) => name)).toEqual(['copy', 'ours']);
  const reasons = Object.fromEntries(leftOut.map(({ contender, reason }) => [contender, reason]));
  expect(reasons).toMatchObject({
    absent: 'it cannot',
    failing: 'no such kernel',
    'failing later': 'device lost',
  });
  expect(reasons['slow']).toMatch(/^a run takes \d+ ms, more than the 200/);
});

test('a contender without its roof is measured without a ratio', async () => {
  const ours = await participant('ours', {});
  const { pass, leftOut } = await measureScenario([ours], scenario, { effort, seed: 1 });
  const place = { name: 'node', version: '', flags: [], versions: {} };
  const [measurement] = measurementsOf([{ place, scenarios: [pass], leftOut: [] }], [scenario]);
  expect(leftOut).toEqual([]);
  expect(measurement?.milliseconds.median).toBeGreaterThan(0);
  expect(measurement?.ratio).toBeUndefined();
});

test('float64 is held to the reference, and a gradient to the bound of its own unit', async () => {
  const wide: Scenario = { ...scenario, name: 'wide', dtype: 'float64' };
  const ours = await participant('ours', {});
  const { pass } = await measureScenario([ours], wide, { effort, seed: 1 });
  expect(pass.contenders[0]?.accuracy?.worstUlp).toBeLessThanOrEqual(1);
  expect(pass.contenders[0]?.accuracy?.elements).toBe(512);
  const off = await participant('ours', {
    compute: (x) => normalize(x, { shape: [16, 32] }).map((y) => y * (1 + 2 ** -51)),
  });
  await expect(measureScenario([off], wide, { effort, seed: 1 })).rejects.toMatchObject({
    name: 'WrongResult',
  });
  const gradient: Scenario = { ...scenario, name: 'gradient', task: 'gradient' };
  const many: Scenario = { ...gradient, name: 'many gradients', shape: [200, 32] };
  const differentiating: Participant = {
    ...ours,
    started: {
      version: '1',
      prepare: ({ x, upstream = x }) => {
        const run = (): FloatArray => ourGradient(x, upstream, { shape: [200, 32] });
        return { run, result: run, end: () => undefined };
      },
    },
  };
  const measured = await measureScenario([differentiating], many, { effort, seed: 1 });
  expect(measured.pass.contenders[0]?.accuracy).toMatchObject({ elements: 4000 });
  expect(measured.pass.contenders[0]?.accuracy?.worstUlp).toBeLessThanOrEqual(1);
  // x / |x| is no gradient.
  await expect(measureScenario([ours], gradient, { effort, seed: 1 })).rejects.toMatchObject({
    name: 'WrongResult',
  });
});

test('ours is wrong where only its last slice is, in float64 and of a gradient', async () => {
  const shape = [400, 32];
  const lastOff = (y: FloatArray): FloatArray => {
    y[y.length - 1] = 0;
    return y;
  };
  const tall: Scenario = { ...scenario, name: 'tall', shape };
  const normalizing = await participant('ours', { compute: (x) => lastOff(normalize(x, { shape })) });
  await expect(
    measureScenario([normalizing], { ...tall, dtype: 'float64' }, { effort, seed: 1 }),
  ).rejects.toMatchObject({ name: 'WrongResult' });
  const differentiating: Participant = {
    ...normalizing,
    started: {
      version: '1',
      prepare: ({ x, upstream = x }) => {
        const run = (): FloatArray => lastOff(ourGradient(x, upstream, { shape }));
        return { run, result: run, end: () => undefined };
      },
    },
  };
  await expect(
    measureScenario([differentiating], { ...tall, task: 'gradient' }, { effort, seed: 1 }),
  ).rejects.toMatchObject({ name: 'WrongResult' });
});

test('ours with too few results, or with results of another dtype, is wrong and not left out', async () => {
  for (const compute of [(x: FloatArray) => x.slice(1), (x: FloatArray) => new Float64Array(x)]) {
    const ours = await participant('ours', { compute });
    await expect(measureScenario([roof, ours], scenario, { effort, seed: 1 })).rejects.toThrow(
      /ours is wrong: \d+ values in a Float/,
    );
  }
});

test('in groups, a contender whose roof is absent is measured, without a ratio', async () => {
  const wide: Scenario = { ...scenario, name: 'wide', shape: [140_000, 512] };
  const exact = (x: FloatArray): FloatArray => normalize(x, { shape: wide.shape });
  const ours = await participant('ours', { compute: exact, run: () => undefined });
  const alone: Participant = {
    ...ours,
    contender: { ...ours.contender, name: 'alone', roof: 'another copy' },
  };
  const { pass, leftOut } = await measureScenario([roof, ours, alone], wide, { effort, seed: 1 });
  expect(leftOut).toEqual([]);
  expect(pass.contenders.map(({ name }) => name).sort()).toEqual(['alone', 'copy', 'ours']);
  expect(pass.contenders.find(({ name }) => name === 'alone')?.ratios).toEqual([]);
});
