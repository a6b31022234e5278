import { createNormalizer } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';
import { describe, expect, test, vi } from 'vitest';
import { webgpu } from '../src/index.ts';
import { dawn, startDevice } from './device.ts';
import { problemOf } from './problem-of.ts';

const unit = [0.6, 0.8].map(Math.fround);
const values = Float32Array.of(3, 4);

describe('a device', () => {
  test('of its own is asked for with the memory of its adapter, and ends with the backend', async () => {
    const backend = await webgpu({ gpu: dawn() });
    const { limits } = (await dawn().requestAdapter())!;
    expect(backend.device.limits.maxStorageBufferBindingSize).toBe(limits.maxStorageBufferBindingSize);
    expect(backend.capabilities.maxElements).toBe(limits.maxBufferSize / 4);
    const normalizer = createNormalizer(backend);
    expect([...(await normalizer.normalize(values))]).toEqual(unit);
    normalizer[Symbol.dispose]();
    expect((await backend.device.lost).reason).toBe('destroyed');
  });

  test('that was lent goes on, with its own limits', async () => {
    const device = await startDevice({});
    const lost = vi.fn();
    device.lost.then(lost);
    const backend = await webgpu({ device });
    expect(backend.device).toBe(device);
    expect(backend.capabilities.maxElements).toBe(device.limits.maxBufferSize / 4);
    backend[Symbol.dispose]();
    const second = await webgpu({ device });
    expect([...(await createNormalizer(second).normalize(values))]).toEqual(unit);
    second[Symbol.dispose]();
    expect(lost).not.toHaveBeenCalled();
  });

  test('keeps working when nobody else holds the GPU that gave it', async () => {
    const { create } = await import('webgpu');
    const backend = await webgpu({ gpu: create([]) });
    const { setFlagsFromString } = await import('node:v8');
    const { runInNewContext } = await import('node:vm');
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    for (let time = 0; time < 3; time++) {
      collect();
      await new Promise((resolve) => setTimeout(resolve));
    }
    expect([...(await createNormalizer(backend).normalize(values))]).toEqual(unit);
    backend[Symbol.dispose]();
  });
});

describe('where it does not start, it says why and what to do', () => {
  const adapter = { limits: {}, requestDevice: () => Promise.reject(new Error('too many devices')) };
  const giving = (found: unknown): GPU => ({ requestAdapter: async () => found }) as unknown as GPU;

  test.each([
    ['no WebGPU in Node', undefined, /npm install webgpu.*webgpu\(\{ gpu: create\(\[\]\) \}\)/],
    ['no adapter', giving(null), /no adapter.*driver.*chrome:\/\/gpu/],
    ['no device', giving(adapter), /no device: too many devices/],
  ])('%s', async (_, gpu, message) => {
    await expect(webgpu(gpu && { gpu })).rejects.toMatchObject({
      name: 'UnitsphereError',
      code: 'backend-unavailable',
      message: expect.stringMatching(message),
    });
  });

  test.each([
    [false, /secure context: https or localhost/],
    [true, /browser has no WebGPU.*enable-unsafe-webgpu/],
  ])('a page without WebGPU, secure: %s', async (isSecureContext, message) => {
    vi.stubGlobal('process', undefined);
    vi.stubGlobal('isSecureContext', isSecureContext);
    const outcome = await webgpu().catch((error: unknown) => error);
    vi.unstubAllGlobals();
    expect(outcome).toMatchObject({
      code: 'backend-unavailable',
      message: expect.stringMatching(message),
    });
  });
});

describe('results', () => {
  test('are read as what they are', async () => {
    using backend = await webgpu({ gpu: dawn() });
    const huge = 2 ** 127;
    const rows = Float32Array.of(3, 4, 0, 0, 0, -0, 0, 0, NaN, 1, 1, 1, huge, huge, huge, -huge);
    const shape = [4, 4];
    const { values, norms, tally } = await createNormalizer(backend).normalizeWithNorms(rows, { shape });
    const expected = [...unit, 0, 0, 0, -0, 0, 0, NaN, NaN, NaN, NaN, 0.5, 0.5, 0.5, -0.5];
    expect([...values]).toEqual(expected);
    expect([...norms]).toEqual([5, 0, NaN, 2 ** 128]);
    expect(tally).toMatchObject({ zero: 1, nonFinite: 1, clamped: 0 });
  });

  test('of values in shared memory are those of their copy', async () => {
    using normalizer = createNormalizer(await webgpu({ gpu: dawn() }));
    const shared = new Float32Array(new SharedArrayBuffer(8));
    shared.set([3, 4]);
    expect(await normalizer.normalize(shared)).toEqual(Float32Array.of(0.6, 0.8));
  });

  test('of slices without elements are norms of 0', async () => {
    using backend = await webgpu({ gpu: dawn() });
    const input = backend.upload(new Float32Array(0));
    const { output, norms, tally } = backend.normalizeWithNorms(input, problemOf({ outer: 3, length: 0 }));
    expect(await backend.read(output)).toEqual(new Float32Array(0));
    expect(await backend.read(norms)).toEqual(new Float64Array(3));
    expect((await backend.read(tally))[0]).toBe(3);
    expect(await backend.read(backend.norms(input, problemOf({ outer: 3, length: 0 })))).toEqual(
      new Float64Array(3),
    );
  });

  test.each(['a buffer of its own', 'x', 'dy', 'both'])('the gradient over %s is the same', async (over) => {
    using backend = await webgpu({ gpu: dawn() });
    const problem = problemOf({ outer: 2, length: 2 });
    const [x, dy] = [Float32Array.of(3, 4, -8, 6), Float32Array.of(1, 2, 3, 4)];
    const source = backend.upload(x);
    const upstream = over === 'both' ? source : backend.upload(dy);
    const given = over === 'dy' ? upstream : over === 'a buffer of its own' ? undefined : source;
    // Along x itself the result does not change.
    const expected = over === 'both' ? new Float32Array(4) : cpu().gradient(x, dy, problem);
    const output = backend.gradient(source, upstream, problem, given);
    if (given !== undefined) expect(output).toBe(given);
    expect((await backend.read(output)).map((v) => v + 0)).toEqual(expected);
    if (given !== source) expect(await backend.read(source)).toEqual(x);
  });
});
