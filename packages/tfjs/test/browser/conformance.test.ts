import type { RunOptions } from '@unitsphere/conformance';
import { afterAll, expect, test } from 'vitest';
import {
  type Browser,
  type BrowserSettings,
  type OpenPage,
  startBrowser,
  webgl,
  webgpu,
} from '../../../../tools/browser/browser.ts';
import type { Outcomes } from '../../../../tools/browser/outcomes-of.ts';
import type { SeedBits } from '../seed-cases.ts';

interface Run {
  readonly backend: string;
  readonly settings: BrowserSettings;
  readonly options: RunOptions;
  /** What tfjs's wasm has to be on. */
  readonly memory?: string;
}

/** Without a GPU each program takes seconds to compile: a case of what needs others. All run for @unitsphere/webgpu and /webgl. */
const few = [
  'values: NaN spreads',
  'values: subnormal results are rounded',
  'shapes: nothing in',
  'shapes: arrays of rank 5',
  'shapes: 65535, 65536',
  'axes: the axis',
  'axes: axis null',
  'p and rules: rule',
  'given output',
  'presets: like keras2',
  'presets: like tfjs',
  'gradient: the gradient is right for float32: ordinary',
  'gradient: the gradient is right for float32: long',
  'contract',
];

/** What has no subnormals, and no jump at epsilon. */
const normal = [
  'values: tiny values',
  'values: values up to the largest',
  'values: integers',
  'values: NaN spreads',
  'presets',
];

const share = 0.001;
const isolation = 'cross-origin';

const runs: readonly (readonly [string, Run])[] = [
  ['wasm, SIMD,', { backend: 'wasm', settings: {}, options: { share }, memory: 'ArrayBuffer' }],
  [
    'wasm, threads,',
    // Another memory, the same kernels.
    { backend: 'wasm', settings: { isolation }, options: { share, only: few }, memory: 'SharedArrayBuffer' },
  ],
  ['webgpu', { backend: 'webgpu', settings: { args: webgpu }, options: { share: 0.0001, only: few } }],
  ['webgl', { backend: 'webgl', settings: { args: webgl }, options: { share: 0.0001, only: few } }],
];

const browsers: Browser[] = [];
afterAll(async () => {
  for (const browser of browsers) await browser.close();
});

test.each(runs)(
  'the kit finds no fault in the op on %s of tfjs',
  async (_, { backend, settings, options, memory }) => {
    const { call } = await pageWith(settings);
    if (memory !== undefined) expect(await call('wasmMemory')).toBe(memory);
    const { found, exact } = (await call('seed', backend)) as Seed;
    expect(found).toEqual(exact);
    const { failures, passed, measured } = (await call('results', backend, options)) as Outcomes;
    expect(failures).toEqual([]);
    expect(passed).toBeGreaterThan(50);
    expect(measured).toBeGreaterThan(5e4);
  },
);

test('made of the operations of webgl it takes subnormals for 0, and keeps its bound on everything else', async () => {
  const { call } = await pageWith({ args: webgl });
  const { found, exact } = (await call('seed', 'webgl, composed')) as Seed;
  // Of [1e-42, 0].
  for (const bits of Object.values(exact)) bits[4] = '00000000';
  expect(found).toEqual(exact);
  const options = { share: 0.0001, only: normal };
  const { failures, passed } = (await call('results', 'webgl, composed', options)) as Outcomes;
  expect(failures).toEqual([]);
  expect(passed).toBeGreaterThan(20);
});

interface Seed {
  readonly found: SeedBits;
  readonly exact: Record<string, string[]>;
}

async function pageWith(settings: BrowserSettings) {
  const browser = await startBrowser(settings);
  browsers.push(browser);
  const page: OpenPage = await browser.open();
  const call = (name: string, ...args: unknown[]): Promise<unknown> =>
    page.call({ module: 'packages/tfjs/test/browser/page.ts', name, args });
  return { call };
}
