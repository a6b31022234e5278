import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, type OpenPage, startBrowser, webgl, webgpu } from '../browser/browser.ts';
import { startModuleServer } from '../browser/module-server.ts';

let browser: Browser;
let page: OpenPage;

beforeAll(async () => {
  browser = await startBrowser({ isolation: 'cross-origin', contentSecurityPolicy: "script-src 'self'" });
  page = await browser.open();
});
afterAll(() => browser?.close());

const module = 'tools/test/browser-page.mjs';

test('a page has packages by their names, a secure context, its headers, and what a call gives', async () => {
  expect(await page.call({ module, name: 'surroundings', args: [[3, 4]] })).toEqual({
    unit: [0.6, 0.8].map(Math.fround),
    isSecureContext: true,
    crossOriginIsolated: true,
    evaluates: false,
  });
});

test.each([
  ['throws', 'bad call'],
  ['complains', 'the page complains: on the console'],
  ['throwsLater', 'the page complains: Error: late'],
  ['rejectsUnheard', 'the page complains: Error: unheard'],
])('a function that %s rejects the call, and the next call is fine', async (name, message) => {
  await expect(page.call({ module, name })).rejects.toThrow(message);
  expect(await page.call({ module, name: 'same', args: [1] })).toBe(1);
});

test('a module that is not there rejects the call', async () => {
  const missing = page.call({ module: 'tools/test/missing.mjs', name: 'same' });
  await expect(missing).rejects.toThrow('Failed to fetch dynamically imported module');
});

test('a browser told so computes with WebGPU and WebGL2 without a GPU', async () => {
  const graphics = await startBrowser({ args: [...webgpu, ...webgl] });
  try {
    const { call } = await graphics.open();
    expect(await call({ module, name: 'graphics' })).toEqual({ webgpu: true, webgl2: true });
  } finally {
    await graphics.close();
  }
});

test('a page has the packages of TensorFlow.js, all with one tfjs-core', async () => {
  const tfjs = await startBrowser({ args: webgl, isolation: 'cross-origin' });
  try {
    const { call } = await tfjs.open();
    const sums = [10, 10, 10].map((sum) => [sum]);
    expect(await call({ module: 'tools/test/tfjs-page.ts', name: 'sums' })).toEqual({ sums, oneCore: true });
  } finally {
    await tfjs.close();
  }
});

test('a server gives the files of the repository with their types, and nothing else', async () => {
  const { origin, close } = await startModuleServer();
  try {
    const answers = [
      '/',
      '/packages/core/dist/index.js',
      '/package.json',
      '/packages',
      '/..%2f..%2fetc/passwd',
    ];
    const responses = await Promise.all(answers.map((path) => fetch(origin + path)));
    expect(responses.map(({ status, headers }) => [status, headers.get('content-type')])).toEqual([
      [200, 'text/html; charset=utf-8'],
      [200, 'text/javascript; charset=utf-8'],
      [200, 'application/json'],
      [404, 'text/plain; charset=utf-8'],
      [404, 'text/plain; charset=utf-8'],
    ]);
    for (const response of responses) await response.text();
  } finally {
    await close();
  }
  await expect(fetch(origin)).rejects.toThrow();
});
