import { backendOn, type WebGpuBackend } from './backend.ts';
import { requestDevice } from './device.ts';
import { planGradient } from './plan-gradient.ts';
import { planNormalize } from './plan-normalize.ts';
import { planNorms } from './plan-norms.ts';
import { sharedDevice } from './shared-device.ts';

/** Where the backend's device comes from. */
export interface WebGpuOptions {
  /** A device of the caller's: it is never destroyed here, and its limits are the backend's. */
  readonly device?: GPUDevice;
  /** Where to ask for a device, `navigator.gpu` by default; in Node `create([])` of the package `webgpu`. */
  readonly gpu?: GPU;
}

/**
 * Starts the backend on a device: float32 with p = 1, 2 and ∞, exact. Work is queued; `read` waits, and rejects with what
 * failed on the way to what is read: `out-of-memory`, `device-error`, `device-lost`, `disposed`. Rejects with
 * `backend-unavailable`, which says what is missing.
 */
export async function webgpu({ device, gpu }: WebGpuOptions = {}): Promise<WebGpuBackend> {
  if (device !== undefined) return webgpuOn(device);
  // Dawn crashes once the GPU is collected whose device is alive: the backend holds both.
  const own = { gpu, device: await requestDevice(gpu) };
  return backendOn(sharedDevice(own.device), planner, () => own.device.destroy());
}

/** The same on a device of the caller's, at once: nothing of it waits. */
export function webgpuOn(device: GPUDevice): WebGpuBackend {
  return backendOn(sharedDevice(device), planner, () => {});
}

const planner = { normalize: planNormalize, norms: planNorms, gradient: planGradient };
