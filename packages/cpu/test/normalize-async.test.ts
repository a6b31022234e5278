import { describe, expect, test } from 'vitest';
import { rejectionOf } from '../../core/test/failure-of.ts';
import { normalize, normalizeAsync } from '../src/index.ts';
import { differences } from './differences.ts';
import { float64Families, float64Slice } from './slice-families.ts';

const long = float64Slice(float64Families.ordinary, 40_000, 1);
// Powers take a microsecond or more an element: several portions of 8 ms, in slices that can be parted.
const slow = { shape: [400, 100], p: 3 };

describe('normalizeAsync has the bits of normalize', () => {
  const values = float64Slice(float64Families.ordinary, 120, 2);

  test.each([
    ['one vector', {}],
    ['rows', { shape: [20, 6] }],
    ['columns', { shape: [6, 20], axis: 0 }],
    ['more columns than a tile holds', { shape: [3, 40], axis: 0 }],
    ['a list of axes', { shape: [4, 6, 5], axis: [0, 2] }],
    ['all axes', { shape: [4, 6, 5], axis: null }],
    ['rows with gaps', { shape: [12, 7], stride: 10 }],
    ['a preset', { shape: [20, 6], like: 'tensorflow' }],
    ['no elements', { shape: [0, 6] }],
  ] as const)('%s', async (_, options) => {
    const input = 'shape' in options && options.shape[0] === 0 ? new Float64Array(0) : values.slice();
    const result = await normalizeAsync(input, options);
    expect(differences(result, normalize(input, options))).toEqual([]);
    expect(result.buffer).not.toBe(input.buffer);
  });

  test('float32, float64 and nested arrays', async () => {
    expect(await normalizeAsync(Float32Array.of(3, 4))).toEqual(Float32Array.of(0.6, 0.8));
    expect(
      await normalizeAsync([
        [3, 4],
        [0, 2],
      ]),
    ).toEqual([
      [0.6, 0.8],
      [0, 1],
    ]);
  });

  test('into a given output, in place, and with gaps that stay', async () => {
    const output = new Float64Array(120);
    expect(await normalizeAsync(values, { shape: [20, 6], output })).toBe(output);
    expect(differences(output, normalize(values, { shape: [20, 6] }))).toEqual([]);
    const own = values.slice();
    expect(await normalizeAsync(own, { shape: [20, 6], output: own })).toBe(own);
    expect(differences(own, output)).toEqual([]);
    const spaced = new Float64Array(120).fill(77);
    await normalizeAsync(values, { shape: [12, 7], stride: 10, output: spaced });
    expect(spaced.filter((_, i) => i % 10 > 6)).toEqual(new Float64Array(36).fill(77));
  });

  test('work of several portions', async () => {
    expect(differences(await normalizeAsync(long, slow), normalize(long, slow))).toEqual([]);
  });
});

test('other events get in more than once while it works', async () => {
  let done = false;
  let during = 0;
  const timer = setInterval(() => {
    if (!done) during++;
  }, 1);
  await normalizeAsync(long, slow);
  done = true;
  clearInterval(timer);
  expect(during).toBeGreaterThan(1);
});

describe('aborting', () => {
  const reason = new Error('enough');

  test('before the start rejects at once, with the reason as cause, and nothing is written', async () => {
    const output = new Float32Array(2).fill(7);
    const failure = await rejectionOf(
      normalizeAsync(Float32Array.of(3, 4), { output, signal: AbortSignal.abort(reason) }),
    );
    expect(failure.code).toBe('aborted');
    expect(failure.message).toContain('enough');
    expect(failure.cause).toBe(reason);
    expect([...output]).toEqual([7, 7]);
  });

  test.each([
    ['rows', slow],
    ['columns', { shape: [100, 400], axis: 0, p: 3 }],
    ['axes that do not adjoin', { shape: [10, 400, 10], axis: [0, 2], p: 3 }],
  ])('during the work leaves the output as it was: %s', async (_, options) => {
    const controller = new AbortController();
    const output = new Float64Array(long.length).fill(7);
    const work = normalizeAsync(long, { ...options, output, signal: controller.signal });
    setTimeout(() => controller.abort(reason));
    const failure = await rejectionOf(work);
    expect([failure.code, failure.cause]).toEqual(['aborted', reason]);
    expect(output.every((v) => v === 7)).toBe(true);
  });

  test('during the work in place leaves the input as it was', async () => {
    const controller = new AbortController();
    const values = long.slice();
    const work = normalizeAsync(values, { ...slow, output: values, signal: controller.signal });
    setTimeout(() => controller.abort(reason));
    expect((await rejectionOf(work)).code).toBe('aborted');
    expect(Buffer.from(values.buffer).equals(Buffer.from(long.buffer))).toBe(true);
  });

  test('after the end changes nothing', async () => {
    const controller = new AbortController();
    const result = await normalizeAsync(Float32Array.of(3, 4), { signal: controller.signal });
    controller.abort(reason);
    expect(result).toEqual(Float32Array.of(0.6, 0.8));
  });

  test('a signal that is never aborted, or undefined, changes nothing', async () => {
    for (const signal of [new AbortController().signal, undefined]) {
      expect(await normalizeAsync(Float32Array.of(3, 4), { signal })).toEqual(Float32Array.of(0.6, 0.8));
    }
  });
});

test('bad arguments reject with the code that normalize throws', async () => {
  expect((await rejectionOf(normalizeAsync(Float32Array.of(1), { shape: [2] }))).code).toBe('shape-mismatch');
  expect((await rejectionOf(normalizeAsync(Float32Array.of(1), { epsilon: 1 }))).code).toBe(
    'epsilon-without-rule',
  );
});
