import { createNormalizer } from '@unitsphere/core';
import { beforeEach, expect, test } from 'vitest';
import { backendOn, type WebGpuBackend } from '../src/backend.ts';
import { sharedDevice } from '../src/shared-device.ts';
import { countingBuffers } from './counting-device.ts';
import { startDevice } from './device.ts';
import { type Faults, negatingPlanner } from './negating-planner.ts';
import { problemOf } from './problem-of.ts';

const problem = problemOf({ outer: 2, length: 3 });
const values = Float32Array.of(1, 2, 3, 4, 5, 6);

let device: GPUDevice;
let alive: () => number;
beforeEach(async () => {
  device = await startDevice();
  alive = countingBuffers(device);
});

function on(faults?: Faults): WebGpuBackend {
  return backendOn(sharedDevice(device), negatingPlanner(faults), () => {});
}

test('a thousand calls leave the buffers that there were', async () => {
  const backend = on({ sumsBytes: 64 });
  const normalizer = createNormalizer(backend);
  const tensor = normalizer.tensor(values, [2, 3]);
  const before = alive();
  for (let call = 0; call < 250; call++) {
    normalizer.normalize(tensor)[Symbol.dispose]();
    await normalizer.normalize(values, { shape: [2, 3] });
    await normalizer.norms(tensor);
    const encoder = device.createCommandEncoder();
    using _recording = backend.encode(
      encoder,
      tensor.buffer as GPUBuffer,
      tensor.buffer as GPUBuffer,
      problem,
    );
    device.queue.submit([encoder.finish()]);
  }
  expect(alive()).toBe(before);
});

test('calls that fail leave none either', async () => {
  const normalizer = createNormalizer(on({ workgroups: 65536 }));
  for (let call = 0; call < 10; call++) {
    await expect(normalizer.normalize(values, { shape: [2, 3] })).rejects.toThrow(/refused/);
    await expect(normalizer.normalizeWithNorms(values, { shape: [2, 3] })).rejects.toThrow(/refused/);
  }
  expect(alive()).toBe(0);
});

test('nor do calls that throw', () => {
  const backend = on();
  const input = backend.upload(values);
  const before = alive();
  // Norms take sixteen bytes a slice: more than a buffer has.
  const slices = device.limits.maxBufferSize / 16 + 1;
  expect(() => backend.norms(input, problemOf({ inner: slices }))).toThrow(/unsupported|at most/);
  expect(() => backend.normalize(undefined as unknown as GPUBuffer, problem)).toThrow();
  expect(() => backend.normalizeWithNorms({ size: 24 } as GPUBuffer, problem)).toThrow();
  expect(alive()).toBe(before);
});

test('the end of a backend takes what nobody freed, and nothing that was lent', async () => {
  const lent = device.createBuffer({ size: 24, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC });
  const backend = on();
  backend.normalizeWithNorms(backend.upload(values), problem, lent);
  backend.free(lent);
  const other = on();
  expect(await other.read(lent)).toEqual(values.map((x) => -x));
  backend[Symbol.dispose]();
  expect(alive()).toBe(1);
  expect(await other.read(other.normalize(lent, problem))).toEqual(values);
});

test('a backend makes each pipeline once, whichever backend of the device asks', () => {
  let made = 0;
  const create = device.createComputePipeline;
  device.createComputePipeline = (descriptor) => {
    made++;
    return create.call(device, descriptor);
  };
  for (const backend of [on(), on()]) {
    const input = backend.upload(values);
    for (let call = 0; call < 3; call++) backend.normalize(input, problem);
    backend.normalize(input, problem, input);
  }
  expect(made).toBe(2);
});
