import { afterAll, expect } from 'vitest';
import { create, globals } from 'webgpu';

// Dawn keeps no reference to it, and devices end with it.
let gpu: GPU | undefined;
const devices: GPUDevice[] = [];
const uncaught: string[] = [];

/** Dawn's WebGPU, which takes SwiftShader: vitest.config.ts names the driver. */
export function dawn(): GPU {
  Object.assign(globalThis, globals);
  gpu ??= create([]);
  return gpu;
}

/**
 * A device with what its adapter has of memory, or with other limits. It ends with the file's tests, and an error that no
 * scope caught, such as a shader's, fails them. Throws where there is no adapter.
 */
export async function startDevice(limits?: Readonly<Record<string, number>>): Promise<GPUDevice> {
  const adapter = await dawn().requestAdapter();
  if (adapter === null)
    throw new Error('the tests need a WebGPU adapter: no Vulkan driver was found, see tools/vulkan.mjs');
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  const device = await adapter.requestDevice({
    requiredLimits: limits ?? { maxBufferSize, maxStorageBufferBindingSize },
  });
  devices.push(device);
  device.addEventListener('uncapturederror', ({ error }) => uncaught.push(error.message));
  return device;
}

afterAll(async () => {
  for (const device of devices.splice(0)) {
    await device.queue.onSubmittedWorkDone();
    // One that is alive keeps the process.
    device.destroy();
  }
  expect(uncaught.splice(0)).toEqual([]);
});
