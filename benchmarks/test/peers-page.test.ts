import { rmSync } from 'node:fs';
import { build } from 'rolldown';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, startBrowser, webgl, webgpu } from '../../tools/browser/browser.ts';
import { fromSources } from '../../tools/sources.mjs';
import { peersInPage } from '../peers/page.ts';
import type { PageTrials } from './peers-in-page.ts';
import { sound, trialScenarios } from './trial.ts';

/** Flat, as what `npm run bench` bundles is. */
const folder = 'benchmarks/dist';
const name = 'peers-page-test';
let browser: Browser;
let files: readonly string[] = [];
let result: PageTrials;

beforeAll(async () => {
  const { output } = await build({
    input: { [name]: 'benchmarks/test/peers-in-page.ts' },
    platform: 'browser',
    plugins: [fromSources],
    output: { dir: folder, entryFileNames: '[name].js', chunkFileNames: `${name}-[name]-[hash].js` },
  });
  files = output.map(({ fileName }) => fileName);
  browser = await startBrowser({ args: [...webgl, ...webgpu], isolation: 'cross-origin' });
  const { call } = await browser.open();
  result = (await call({ module: `${folder}/${name}.js`, name: 'trialsInPage' })) as PageTrials;
});

afterAll(async () => {
  await browser?.close();
  for (const file of files) rmSync(`${folder}/${file}`, { force: true });
});

test('every peer starts in the page', () => {
  expect(result.notStarted).toEqual({});
});

test('every peer is as close as its arithmetic allows, also after many runs by turns, and leaves nothing', () => {
  for (const { contender, scenario, distances, bound, ...rest } of result.trials) {
    const what = { contender, scenario };
    expect(Math.max(...distances), `${contender}, ${scenario}`).toBeLessThanOrEqual(bound);
    expect({ ...what, ...rest }).toMatchObject({ ...what, ...sound });
  }
  expect(result.tensors).toBe(0);
});

test('every peer takes part in all that it can do', () => {
  const taking = (name: string): string[] =>
    result.trials.filter(({ scenario }) => scenario === name).map(({ contender }) => contender);
  const composed = ['tfjs composed on webgl', 'tfjs composed on webgpu'];
  const onnx = 'onnxruntime-web LpNormalization on webgpu';
  expect(Object.fromEntries(trialScenarios.map(({ name }) => [name, taking(name)]))).toEqual({
    rows: ['plain loop', ...composed, onnx, 'plain WGSL kernel', 'plain gpu.js kernels'],
    'last of three axes': ['plain loop', ...composed, onnx, 'plain WGSL kernel', 'plain gpu.js kernels'],
    'inner axis': ['plain loop', ...composed, onnx, 'plain gpu.js kernels'],
    'in place': ['plain loop'],
    float64: ['plain loop'],
    gradient: composed,
  });
});

test('no peer of the page takes files', () => {
  const file = { ...trialScenarios[0]!, task: 'file', values: 'glove' } as const;
  for (const contender of peersInPage()) expect(contender.without(file), contender.name).toContain('file');
});
