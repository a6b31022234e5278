import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, type OpenPage, startBrowser, webgl, webgpu } from '../../tools/browser/browser.ts';
import type { Attempt } from './attempt.ts';

let browser: Browser;
let page: OpenPage;
beforeAll(async () => {
  browser = await startBrowser({ args: [...webgl, ...webgpu], isolation: 'cross-origin' });
  page = await browser.open();
});
afterAll(() => browser?.close());

const module = 'benchmarks/test/contenders-page.ts';
const roofs = [
  'Float32Array.set',
  'memory.copy',
  'memory.copy, all cores',
  'copyBufferToBuffer',
  'blitFramebuffer',
];
const hosts = ['cpu', 'wasm, resident', 'wasm, JS heap'];
const devices = ['webgpu, resident', 'webgpu, array to array', 'webgl, resident', 'webgl, array to array'];
const ops = ['tfjs op on webgpu', 'tfjs op on webgl'];

const named = (attempts: readonly Attempt[]) =>
  attempts.map(({ contender }) => contender.replace(/\d+ threads/, 'N threads'));
const faulty = (attempts: readonly Attempt[]) => attempts.filter(({ faults }) => faults.length > 0);

test('in a page every roof copies and every one of ours is right, by turns and after many runs', async () => {
  const names = ['shared rows', 'inner axis', 'every exponent', 'in place', 'float64', 'gradient'];
  const found = (await page.call({ module, name: 'attempts', args: [names] })) as Record<string, Attempt[]>;
  expect(Object.values(found).flatMap(faulty)).toEqual([]);
  const [threads, plain] = ['wasm, N threads', ['plain WGSL kernel', 'plain gpu.js kernels']];
  expect(
    Object.fromEntries(Object.entries(found).map(([name, attempts]) => [name, named(attempts)])),
  ).toEqual({
    'shared rows': [...roofs, ...hosts, threads, ...devices, ...ops, ...plain],
    'inner axis': [...roofs, ...hosts, threads, ...devices, ...ops, 'plain gpu.js kernels'],
    'every exponent': [...roofs, ...hosts, threads, ...devices, ...ops],
    'in place': [...roofs, ...hosts, threads, ...devices],
    float64: [...roofs, ...hosts],
    gradient: [...roofs, ...hosts, ...devices, ...ops],
  });
});

test('in a worker they are right too, and leave neither buffers nor textures', async () => {
  const names = ['rows', 'in place', 'gradient'];
  const { found, alive } = (await page.call({ module, name: 'inWorker', args: [names] })) as {
    readonly found: Record<string, { readonly attempts: Attempt[]; readonly alive: object }>;
    readonly alive: object;
  };
  expect(Object.keys(found)).toEqual(names);
  expect(Object.values(found).flatMap(({ attempts }) => faulty(attempts))).toEqual([]);
  expect(named(found['rows']!.attempts)).toEqual(expect.arrayContaining([...roofs, ...hosts, ...devices]));
  const none = { buffers: 0, textures: 0 };
  expect([...Object.values(found).map((each) => each.alive), alive]).toEqual([none, none, none, none]);
});

test('each leaves out what it cannot do, with a reason in words, and nothing else', async () => {
  const reasons = (await page.call({ module, name: 'leftOut' })) as Record<string, Record<string, string>>;
  const missing = Object.fromEntries(
    Object.entries(reasons).map(([name, each]) => [
      name.replace(/\d+ threads/, 'N threads'),
      Object.keys(each),
    ]),
  );
  const inPlace = ['in place', 'in place, inner axis'];
  const axes = ['inner axis', 'first axis'];
  expect(missing).toEqual({
    ...Object.fromEntries([...roofs, ...hosts].map((name) => [name, ['file']])),
    'wasm, N threads': ['float64', 'gradient', 'file'],
    ...Object.fromEntries(devices.map((name) => [name, ['float64', 'file']])),
    ...Object.fromEntries(ops.map((name) => [name, [...inPlace, 'float64', 'file']])),
    'plain WGSL kernel': [...axes, ...inPlace, 'float64', 'gradient', 'file'],
    'plain gpu.js kernels': [...inPlace, 'float64', 'gradient', 'file'],
  });
  for (const reason of Object.values(reasons).flatMap((each) => Object.values(each)))
    expect(reason).toMatch(/ .* /);
});

test('without WebGPU, WebGL2 and shared memory they say in words what is missing', async () => {
  const other = await browser.open();
  const refusals = (await other.call({ module, name: 'refusals' })) as Record<string, string>;
  await other.close();
  const isolated = expect.stringContaining('not cross-origin isolated (COOP and COEP)');
  const noWebGpu = expect.stringContaining('has no WebGPU');
  const noWebGl = expect.stringContaining('gives no WebGL2 context');
  const found = Object.entries(refusals).map(([name, words]) => [
    name.replace(/\d+ threads/, 'N threads'),
    words,
  ]);
  expect(Object.fromEntries(found)).toEqual({
    'memory.copy, all cores': isolated,
    'wasm, N threads': isolated,
    copyBufferToBuffer: noWebGpu,
    'webgpu, resident': noWebGpu,
    'webgpu, array to array': noWebGpu,
    'plain WGSL kernel': noWebGpu,
    blitFramebuffer: noWebGl,
    'webgl, resident': noWebGl,
    'webgl, array to array': noWebGl,
    'plain gpu.js kernels': noWebGl,
    'tfjs op on webgpu': 'tfjs does not start its backend webgpu',
    'tfjs op on webgl': 'tfjs does not start its backend webgl',
  });
});
