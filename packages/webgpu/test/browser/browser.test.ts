import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Browser,
  type BrowserSettings,
  startBrowser,
  webgpu as withWebGpu,
} from '../../../../tools/browser/browser.ts';

const browsers: Browser[] = [];

/** Calls functions of page.mjs on the built package. */
async function openPage(
  settings: BrowserSettings,
): Promise<(name: string, ...args: unknown[]) => Promise<unknown>> {
  const browser = await startBrowser(settings);
  browsers.push(browser);
  const page = await browser.open();
  return (name, ...args) => page.call({ module: 'packages/webgpu/test/browser/page.mjs', name, args });
}

afterAll(async () => {
  for (const browser of browsers) await browser.close();
});

interface Outcome {
  readonly failures: readonly string[];
  readonly passed: number;
  readonly measured: number;
}

const unit = [0.6, 0.8].map(Math.fround);

describe('in a browser with WebGPU', () => {
  let call: Awaited<ReturnType<typeof openPage>>;
  beforeAll(async () => {
    call = await openPage({ args: withWebGpu });
  });

  test('it starts, also on a device and an encoder that are lent', async () => {
    expect(await call('started')).toEqual({ unit, encoded: unit, uncaught: [] });
  });

  test('a device that is lost is an error, never values', async () => {
    expect(await call('lost')).toEqual(['device-lost', 'device-lost', 'device-lost']);
  });

  test('the kit finds no fault in a page', async () => {
    // All of it runs on the same kernels in Node: ../conformance.test.ts.
    const only = ['axes: the axis', 'axes: axis null', 'contract: reading'];
    const { failures, passed, measured } = (await call('resultsInPage', 'lent', {
      only,
      share: 0.001,
    })) as Outcome;
    expect(failures).toEqual([]);
    expect(passed).toBeGreaterThan(3);
    expect(measured).toBeGreaterThan(1000);
  });

  test('nor in a worker', async () => {
    const only = ['contract: concurrency', 'contract: order'];
    const { failures, passed } = (await call('resultsInWorker', 'lent', { only, share: 0.001 })) as Outcome;
    expect(failures).toEqual([]);
    expect(passed).toBeGreaterThan(5);
  });

  test('nor on devices of its own', async () => {
    // What the end of a device matters to: each case compiles anew.
    const only = [
      'ending a backend twice does no more than once',
      'a device that is used after its end is an error',
      'results that were read stay as they were when the backend ends',
      'contract: errors',
    ];
    const { failures, passed } = (await call('resultsInPage', 'own', { only, share: 0.001 })) as Outcome;
    expect(failures).toEqual([]);
    expect(passed).toBeGreaterThan(4);
  });
});

test('a browser without an adapter is an error that says so', async () => {
  const call = await openPage({});
  expect(await call('refusal')).toEqual({
    name: 'UnitsphereError',
    code: 'backend-unavailable',
    message: expect.stringMatching(/no adapter.*enable-unsafe-webgpu|browser has no WebGPU/),
  });
});
