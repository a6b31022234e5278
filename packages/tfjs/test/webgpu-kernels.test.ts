import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { dawn } from '../../webgpu/test/device.ts';
import { l2Normalize, register } from '../src/index.ts';
import { type WebGpuBackend, webgpuKernels } from '../src/webgpu-kernels.ts';

// tfjs's webgpu in Node, on Dawn; in browsers: browser/gpu.test.ts.

beforeAll(async () => {
  const navigator = { gpu: dawn(), userAgent: 'node' };
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  await import('@tensorflow/tfjs-backend-webgpu');
  if (!(await tf.setBackend('webgpu'))) throw new Error("tfjs's webgpu does not start on Dawn");
});

const sizes = { dtype: 'float32', outer: 1, length: 2, inner: 1, stride: 2 } as const;
const problem = { ...sizes, p: 2, denominator: { form: 'floor', of: 'norm', epsilon: 0 } } as const;
const kernels = webgpuKernels();
const backend = (): WebGpuBackend => tf.backend() as unknown as WebGpuBackend;

test("it runs in Node as well, between tfjs's operations", async () => {
  expect(await register(tf)).toContainEqual({ backend: 'webgpu', kernels: 'exact' });
  const x = tf.tensor2d([6, 8, -10, 24], [2, 2]);
  const y = tf.mul(l2Normalize(tf.mul(x, 2 ** -140)), 2);
  expect(await y.data()).toEqual(Float32Array.of(1.2, 1.6, -10 / 13, 24 / 13));
  expect(await l2Normalize(tf.tensor2d([3, 4], [1, 2], 'int32')).data()).toEqual(Float32Array.of(0.6, 0.8));
});

test.each([1, 2, Infinity])('p = %d is supported', (p) => {
  expect(kernels.supports(backend(), { ...problem, p })).toBe(true);
});

test('another p is not, nor is a backend of which something is missing', () => {
  expect(kernels.supports(backend(), { ...problem, p: 3 })).toBe(false);
  for (const missing of ['device', 'tensorMap', 'uploadToGPU', 'submitQueue']) {
    const other: WebGpuBackend = Object.create(backend(), { [missing]: { value: undefined } });
    expect(kernels.supports(other, problem)).toBe(false);
  }
});

test('the device that is lost is thrown, and nothing is left', async () => {
  const x = tf.tensor2d([3, 4], [1, 2]);
  const before = tf.backend().numDataIds();
  const { device } = backend();
  device.destroy();
  await device.lost;
  expect(() => l2Normalize(x)).toThrow(expect.objectContaining({ code: 'device-lost' }));
  expect(tf.backend().numDataIds()).toBe(before);
});
