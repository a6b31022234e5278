import { describe, expect, test } from 'vitest';
import type { Outcomes } from '../../../../tools/browser/outcomes-of.ts';
import { webglPage } from '../webgl-page.ts';
import type { Counts } from './contexts.ts';

const { call: callModule, callElsewhere } = webglPage();
const call = (name: string, ...args: readonly unknown[]) => callModule('page.ts', name, ...args);

const unit = [0.6, 0.8].map(Math.fround);

test('it starts, also in a context and with a GPU that are lent', async () => {
  expect(await call('started')).toEqual([unit, unit, unit]);
});

test('a context that is lost is an error, never values, also once it has been restored', async () => {
  expect(await call('lost')).toEqual(['device-lost', 'device-lost', 'device-lost', 'device-lost']);
});

test('a thousand calls delete every texture, buffer and framebuffer that they made', async () => {
  const { after, ended } = (await call('thousandCalls')) as {
    readonly after: Counts;
    readonly ended: number;
  };
  expect(after.textures).toBeGreaterThan(2000);
  expect(after.deletedTextures).toBe(after.textures);
  expect(after.deletedBuffers).toBe(after.buffers);
  expect(after.deletedFramebuffers).toBe(after.framebuffers);
  expect(ended).toBe(0);
});

test('200 calls of different shapes make no program', async () => {
  expect(await call('programsOfShapes')).toBe(0);
});

test('16.7 million elements have the bits of cpu', async () => {
  expect(await call('mismatchesAt', 4096, 4096)).toEqual({ compared: 4096 ** 2, mismatches: 0 });
});

test('what does not fit a texture is an error with the numbers, and leaves nothing', async () => {
  expect(await call('tooMany')).toEqual({
    codes: [
      'unsupported: a texture of 65 texels: this context has at most 8 × 8',
      'unsupported: a texture of 256 texels: this context has at most 8 × 8',
    ],
    left: 0,
  });
});

test('the state of a context that is lent changes no result, and is the same afterwards', async () => {
  const { looked, ...rest } = (await callElsewhere('lender.ts', 'lentState')) as { looked: number };
  expect(rest).toEqual({ unit: [0.6, 0.8, -5 / 13, 12 / 13].map(Math.fround), changed: [] });
  expect(looked).toBeGreaterThan(100);
});

describe('a context', () => {
  test.each([
    ['of WebGL1', /not one of WebGL2/],
    ['without float targets', /SwiftShader.* cannot render to float textures/],
    [
      'that flushes subnormals',
      /probe "bits of float32" failed on .*SwiftShader.*: value 3 is 0x00000000, expected 0x00000001/,
    ],
    ['that changes NaN', /probe "bits of float32" failed on .*SwiftShader.*: value 2 is/],
    ['that multiplies in 24 bits', /probe "integer multiply" failed on .*SwiftShader/],
    ['that takes subnormals for twice what they are', /probe "known rows" failed on .*SwiftShader/],
    ['that compiles nothing', /probe "bits of float32" failed on .*SwiftShader.*compiling/],
    ['that links nothing', /probe "bits of float32" failed on .*SwiftShader/],
  ])('%s does not start, and says why', async (driver, message) => {
    expect(await call('refusal', driver)).toEqual({
      code: 'backend-unavailable',
      message: expect.stringMatching(message),
    });
  });
});

describe('the kit', () => {
  test('finds no fault in a page', async () => {
    const { failures, passed, measured } = (await call('resultsInPage', 'undivided', {
      share: 0.001,
    })) as Outcomes;
    expect(failures).toEqual([]);
    expect(passed).toBeGreaterThan(150);
    expect(measured).toBeGreaterThan(5e5);
  });

  test('nor in a worker', async () => {
    const only = ['contract: concurrency', 'contract: order'];
    const { failures, passed } = (await call('resultsInWorker', 'lent', { only, share: 0.001 })) as Outcomes;
    expect(failures).toEqual([]);
    expect(passed).toBeGreaterThan(5);
  });

  test('nor in contexts of its own', async () => {
    // What the end of a context matters to: each case compiles anew.
    const only = [
      'ending a backend twice does no more than once',
      'a device that is used after its end is an error',
      'results that were read stay as they were when the backend ends',
    ];
    const { failures, passed } = (await call('resultsInPage', 'own', { only, share: 0.001 })) as Outcomes;
    expect(failures).toEqual([]);
    expect(passed).toBeGreaterThan(2);
  });
});
