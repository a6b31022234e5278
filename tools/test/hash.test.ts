import { cpu } from '@unitsphere/cpu';
import { wasm } from '@unitsphere/wasm';
import { webgpu } from '@unitsphere/webgpu';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDevice } from '../../packages/webgpu/test/device.ts';
import { type OpenPage, startBrowser, webgl } from '../browser/browser.ts';
import { byteHashes } from './byte-hashes.ts';

let page: OpenPage;
let close: () => Promise<void>;
beforeAll(async () => {
  const browser = await startBrowser({ args: webgl });
  close = browser.close;
  page = await browser.open();
});
afterAll(() => close?.());

test.each([1, 2, Infinity])('cpu, wasm, webgpu and webgl give the same bytes at p = %s', async (p) => {
  const module = 'tools/test/hash-page.ts';
  // JSON has no ∞.
  const hashes = new Map([
    ['webgl', (await page.call({ module, name: 'webglHashes', args: [String(p)] })) as object],
  ]);
  for (const backend of [cpu(), await wasm(), await webgpu({ device: await startDevice() })]) {
    hashes.set(backend.name, await byteHashes(backend, p));
    backend[Symbol.dispose]();
  }
  const expected = hashes.get('cpu')! as Record<string, string>;
  for (const [name, found] of hashes) {
    const { all } = found as { all: string };
    console.log(`p = ${p}, ${Object.keys(expected).length - 1} problems, ${name}: SHA-256 ${all}`);
    expect(found, name).toEqual(expected);
  }
  expect(Object.keys(expected).length).toBeGreaterThan(100);
});
