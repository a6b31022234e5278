import { expect, test } from 'vitest';
import { type OpenPage, startBrowser, webgl, webgpu } from '../../../tools/browser/browser.ts';
import type { PickOptions } from '../src/index.ts';
import { pick } from '../src/index.ts';
import { run } from './run-command.ts';

const unit = [0.6, 0.8].map(Math.fround);

async function inPage<T>(args: readonly string[], work: (page: OpenPage) => Promise<T>): Promise<T> {
  const browser = await startBrowser({ args });
  try {
    return await work(await browser.open());
  } finally {
    await browser.close();
  }
}

function picked(page: OpenPage, options: PickOptions): Promise<unknown> {
  return page.call({
    module: 'packages/unitsphere/test/browser/page.mjs',
    name: 'picked',
    args: [options],
  });
}

test('a page with WebGPU gets webgpu for values on a device, webgl by its name, wasm for values in memory', async () => {
  await inPage([...webgpu, ...webgl], async (page) => {
    expect(await picked(page, { residency: 'device' })).toMatchObject({
      name: 'webgpu',
      why: expect.stringMatching(
        /^webgpu: for values on a device; not webgl: usually slower than webgpu; not wasm: /,
      ),
      residency: 'device',
      unit,
    });
    expect(await picked(page, { backends: ['webgl'] })).toMatchObject({
      name: 'webgl',
      why: 'webgl: named',
      residency: 'device',
      unit,
    });
    expect(await picked(page, {})).toMatchObject({ name: 'wasm', residency: 'host', unit });
    expect(await picked(page, { elements: 2 })).toMatchObject({ name: 'cpu', residency: 'host', unit });
  });
});

test('a page without WebGPU gets webgl for values on a device', async () => {
  await inPage([...webgl, '--disable-features=WebGPU', '--disable-blink-features=WebGPU'], async (page) => {
    expect(await picked(page, { residency: 'device' })).toMatchObject({
      name: 'webgl',
      why: expect.stringMatching(
        /^webgl: for values on a device; not webgpu: does not start: .*WebGPU.*; not wasm: /,
      ),
      unit,
    });
  });
});

test('a page without a GPU gets wasm for values on a device, and is told why', async () => {
  await inPage(['--disable-gpu', '--disable-3d-apis', '--disable-features=WebGPU'], async (page) => {
    expect(await picked(page, { residency: 'device' })).toMatchObject({
      name: 'wasm',
      why: expect.stringMatching(
        /^wasm: for values in the host's memory; not webgpu: does not start: .+; not webgl: does not start: .+; not cpu: usually slower than wasm$/,
      ),
      residency: 'host',
      unit,
    });
  });
});

test('in Node webgl does not start, and the command says so in one line', async () => {
  const message = 'backend webgl does not start: WebGL needs a browser';
  await expect(pick({ backends: ['webgl'] })).rejects.toMatchObject({ code: 'backend-unavailable', message });
  const { code, stdout } = await run(['backends']);
  expect(stdout.toString()).toMatch(/^webgl {3}does not start: WebGL needs a browser$/m);
  expect(code).toBe(0);
});
