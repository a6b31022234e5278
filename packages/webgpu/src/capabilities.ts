import type { Capabilities } from '@unitsphere/core';
import type { DeviceTraits } from './plan.ts';

/** What the backend can do on a device. */
export function capabilitiesOf({ limits }: GPUDevice, { isSoftware }: DeviceTraits): Capabilities<'async'> {
  return {
    reading: 'async',
    residency: 'device',
    precision: { float32: { rounding: 'exact' } },
    inPlace: true,
    strided: true,
    norms: { maxUlp: 1 },
    gradient: { maxUlp: 0.125 },
    // Kernels count them in 32 bits.
    maxElements: Math.min(Math.floor(limits.maxBufferSize / 4), 2 ** 32 - 1),
    // How the work is spread over lanes.
    variant: isSoftware ? 'software' : 'gpu',
  };
}
