import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawInputs } from '../inputs.ts';
import { installed } from '../peers/installed.ts';
import { javascriptPeers } from '../peers/javascript-peers.ts';
import { peersInNode } from '../peers/node.ts';
import { peersInPage } from '../peers/page.ts';
import { boundOf, distanceOf, type Entered, sound, trialScenarios, trialsOf } from './trial.ts';

const tensors = (): number => tf.memory().numTensors;
let entered: Entered[];

beforeAll(async () => {
  entered = [];
  for (const contender of javascriptPeers()) entered.push({ contender, started: await contender.start() });
});

afterAll(async () => {
  for (const { started } of entered) await started.end?.();
});

/** Peers that take part, by the name of the trial's scenario. */
const taking = {
  rows: 11,
  'last of three axes': 11,
  'inner axis': 9,
  'in place': 5,
  float64: 7,
  gradient: 2,
};

describe.each(trialScenarios)('$name', (scenario) => {
  test('every peer that takes part is as close as its arithmetic allows, also after many runs by turns', async () => {
    const before = tensors();
    const trials = await trialsOf(entered, scenario, tensors);
    for (const { contender, distances, bound, ...rest } of trials) {
      expect(Math.max(...distances), contender).toBeLessThanOrEqual(bound);
      expect({ contender, ...rest }).toMatchObject({ contender, ...sound });
    }
    expect(tensors()).toBe(before);
    expect(trials.length).toBe(taking[scenario.name as keyof typeof taking]);
  });
});

test('every peer that sums in float64 is at most one ULP off', async () => {
  const inFloat64 = ['plain loop', 'ml-matrix', 'mathjs', '@stdlib dnrm2'];
  const some = entered.filter(({ contender }) => inFloat64.includes(contender.name));
  const trials = await trialsOf(some, trialScenarios[0]!, tensors);
  expect(trials.map(({ contender }) => contender)).toEqual(inFloat64);
  for (const { contender, distances } of trials)
    expect(Math.max(...distances), contender).toBeLessThanOrEqual(1);
});

test('from array to array every peer normalizes rows of any number and length, and leaves them as they are', async () => {
  for (const [rows, length] of [
    [1, 1],
    [5, 3],
    [2, 100],
  ] as const) {
    const scenario = { ...trialScenarios[0]!, shape: [rows, length] };
    const { x } = drawInputs(scenario, 3);
    for (const { contender, started } of entered) {
      const given = x.slice() as Float32Array;
      const y = await started.normalize!(given, rows, length);
      expect(given, contender.name).toEqual(x);
      expect(distanceOf(started, y, { scenario, x }), contender.name).toBeLessThanOrEqual(boundOf(scenario));
    }
  }
});

test('every peer names the version that is pinned', () => {
  const url = new URL('../peers/package.json', import.meta.url);
  const pinned: Record<string, string> = JSON.parse(readFileSync(url, 'utf8')).dependencies;
  const named = entered.flatMap(({ started }) =>
    Object.entries(pinned).filter(
      ([name, version]) =>
        started.version === `${name} ${version}` || started.version.startsWith(`${name} ${version},`),
    ),
  );
  expect(named.map(([name]) => name).sort()).toEqual(
    Object.keys(pinned)
      .filter((name) => name !== 'protobufjs')
      .sort(),
  );
});

test('every peer says in words why it takes no part', () => {
  for (const { contender } of entered) {
    for (const scenario of trialScenarios) {
      const reason = contender.without(scenario);
      expect(reason === undefined || reason.length > 10, contender.name).toBe(true);
    }
    expect(contender.kind).toBe('peer');
  }
});

test('no two peers of a place have the same name, and all take the file in Node', () => {
  const file = { ...trialScenarios[0]!, task: 'file', values: 'glove' } as const;
  for (const peers of [peersInNode(), peersInPage()]) {
    const names = peers.map(({ name }) => name);
    expect([...new Set(names)]).toEqual(names);
  }
  for (const peer of peersInNode()) expect(peer.without(file), peer.name).toBeUndefined();
});

test('what is not installed is one line that says how to install it', () => {
  expect(() => installed('no-such-package')).toThrow(
    /^no-such-package is not installed: npm ci --prefix benchmarks\/peers$/,
  );
});
