import { UnitsphereError } from '@unitsphere/core';
import type { DeviceTraits } from './plan.ts';

/** Asks for a device with what its adapter has of memory. Rejects with `backend-unavailable`. */
export async function requestDevice(gpu: GPU | undefined): Promise<GPUDevice> {
  const found = gpu ?? globalThis.navigator?.gpu;
  if (!found) throw unavailable(absence());
  const adapter = await found.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw unavailable(noAdapter);
  const { limits } = adapter;
  const requiredLimits = Object.fromEntries(largest.map((name) => [name, limits[name]]));
  try {
    return await adapter.requestDevice({ label: 'unitsphere', requiredLimits });
  } catch (cause) {
    throw unavailable(
      `the adapter gives no device: ${cause instanceof Error ? cause.message : cause}`,
      cause,
    );
  }
}

/** Limits that are asked for as large as they are: without, buffers end at 128 MiB. */
const largest = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupStorageSize',
] as const;

export function traitsOf({ limits, adapterInfo }: GPUDevice): DeviceTraits {
  return {
    maxInvocations: Math.min(limits.maxComputeInvocationsPerWorkgroup, limits.maxComputeWorkgroupSizeX),
    maxWorkgroupStorage: limits.maxComputeWorkgroupStorageSize,
    isSoftware: isSoftware(adapterInfo),
  };
}

/** Browsers that lack `adapterInfo` are taken to have a GPU: sizes are then less fitting, results the same. */
function isSoftware(info: GPUAdapterInfo | undefined): boolean {
  if (info === undefined) return false;
  const { vendor, architecture, description } = info;
  const names = [vendor, architecture, description].join(' ');
  return info.isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|basic render|warp/i.test(names);
}

/** What of WebGPU is there to be enabled depends on where this runs. */
function absence(): string {
  const here = globalThis as {
    readonly isSecureContext?: boolean;
    readonly process?: { versions?: { node?: string } };
  };
  if (here.process?.versions?.node)
    return 'Node has no WebGPU of its own: npm install webgpu, then webgpu({ gpu: create([]) })';
  if (here.isSecureContext === false) return 'WebGPU needs a secure context: https or localhost';
  return 'this browser has no WebGPU or has it switched off: see chrome://flags/#enable-unsafe-webgpu';
}

const noAdapter =
  'WebGPU finds no adapter: a driver for Vulkan, Metal or Direct3D 12 is missing or blocked; ' +
  'see chrome://gpu, chrome://flags/#enable-unsafe-webgpu';

function unavailable(reason: string, cause?: unknown): UnitsphereError {
  return new UnitsphereError('backend-unavailable', reason, { cause });
}
