import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Browser,
  type BrowserSettings,
  type OpenPage,
  startBrowser,
} from '../../../../tools/browser/browser.ts';

/** Runs of the functions of page.mjs on the built package. */
interface WasmPage {
  results(where: 'Page' | 'Worker', backend: string, options: object): Promise<unknown>;
  started(options?: object): Promise<unknown>;
  refusal(): Promise<unknown>;
}

const browsers: Browser[] = [];

async function openPage(settings: BrowserSettings = {}): Promise<WasmPage> {
  const browser = await startBrowser(settings);
  browsers.push(browser);
  const page: OpenPage = await browser.open();
  const call = (name: string, ...args: unknown[]): Promise<unknown> =>
    page.call({ module: 'packages/wasm/test/browser/page.mjs', name, args });
  return {
    results: (where, ...args) => call(`resultsIn${where}`, ...args),
    started: (options = {}) => call('started', options),
    refusal: () => call('refusal'),
  };
}

afterAll(async () => {
  for (const browser of browsers) await browser.close();
});

const unit = [0.6, 0.8].map(Math.fround);
const two = { threads: 2, threadsFrom: 0 };
const wasmAllowed = "script-src 'self' 'wasm-unsafe-eval'";

describe('in a page that is isolated', () => {
  let page: WasmPage;
  beforeAll(async () => {
    page = await openPage({
      isolation: 'cross-origin',
      contentSecurityPolicy: `${wasmAllowed}; worker-src 'self' blob:`,
    });
  });

  test.each(['Page', 'Worker'] as const)('the kit finds no fault in a %s', async (where) => {
    const { failures, passed, measured } = (await page.results(where, 'wasm', { share: 0.001 })) as Outcome;
    expect(failures).toEqual([]);
    expect(passed).toBeGreaterThan(250);
    expect(measured).toBeGreaterThan(1e6);
  });

  const ofThreads = { only: ['values', 'axes', 'rules', 'shapes: arrays of rank', 'float32'], share: 0.001 };
  test('nor with two threads in a page, where a worker takes part', async () => {
    const { failures, passed, shared } = (await page.results('Page', 'threads', ofThreads)) as Outcome;
    expect(failures).toEqual([]);
    expect(passed).toBeGreaterThan(100);
    expect(shared.begun).toBeGreaterThan(0);
  });

  test('nor with two threads in a worker', async () => {
    const { failures, passed } = (await page.results('Worker', 'threads', ofThreads)) as Outcome;
    expect(failures).toEqual([]);
    expect(passed).toBeGreaterThan(100);
  });

  test('two threads run on shared memory', async () => {
    const threads = { wanted: 2, running: 2 };
    expect(await page.started(two)).toEqual({ threads, variant: 'simd', unit, memory: 'SharedArrayBuffer' });
  });
});

interface Outcome {
  readonly failures: readonly string[];
  readonly passed: number;
  readonly measured: number;
  /** Of the page itself. */
  readonly shared: { readonly calls: number; readonly begun: number };
}

test('a page that is not isolated has one thread, and the reason is told', async () => {
  const page = await openPage();
  const reason = expect.stringContaining('not cross-origin isolated');
  const threads = { wanted: 2, running: 1, reason };
  expect(await page.started(two)).toEqual({ threads, variant: 'simd', unit, memory: 'ArrayBuffer' });
});

test("a Content-Security-Policy without 'wasm-unsafe-eval' is an error that says so, and with it all works", async () => {
  const forbidding = await openPage({ contentSecurityPolicy: "script-src 'self'" });
  expect(await forbidding.refusal()).toEqual({
    name: 'UnitsphereError',
    code: 'backend-unavailable',
    message: expect.stringMatching(
      /^the page's Content-Security-Policy forbids WebAssembly; its script-src needs 'wasm-unsafe-eval': WebAssembly\.compile\(\)/,
    ),
  });
  const allowing = await openPage({ contentSecurityPolicy: wasmAllowed });
  expect(await allowing.refusal()).toBeUndefined();
  expect(await allowing.started()).toMatchObject({ variant: 'simd', unit });
});
