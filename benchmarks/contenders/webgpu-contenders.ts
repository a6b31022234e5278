import { type WebGpuBackend, webgpu } from '@unitsphere/webgpu';
import type { Contender } from '../contender.ts';
import { type Device, deviceContenders } from './device-contenders.ts';
import { ourVersion } from './our-version.ts';

/** Where WebGPU is to be had: undefined where the platform has it. */
export type FindGpu = () => Promise<GPU | undefined>;

export function webgpuContenders(findGpu: FindGpu): readonly [resident: Contender, arrayToArray: Contender] {
  return deviceContenders('webgpu', 'copyBufferToBuffer', () => startWebGpu(findGpu));
}

async function startWebGpu(findGpu: FindGpu): Promise<Device<GPUBuffer>> {
  const gpu = await findGpu();
  const backend = await webgpu({ ...(gpu && { gpu }) });
  const { device } = backend;
  return {
    version: `@unitsphere/webgpu ${ourVersion}, ${adapterOf(backend)}`,
    backend,
    settled: () => device.queue.onSubmittedWorkDone(),
  };
}

/** What the adapter says it is: the most that it tells. */
export function adapterOf({ device }: Pick<WebGpuBackend, 'device'>): string {
  const { description, vendor, architecture } = device.adapterInfo;
  return description || `${vendor} ${architecture}`.trim() || 'an adapter without a name';
}
