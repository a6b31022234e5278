import type { Problem } from '@unitsphere/core';
import { usage } from '../src/buffers.ts';
import { both, watched } from '../src/faults.ts';
import type { Over } from '../src/gradient-text.ts';
import type { DeviceTraits } from '../src/plan.ts';
import { planGradient } from '../src/plan-gradient.ts';
import { record } from '../src/record.ts';
import { sharedDevice } from '../src/shared-device.ts';

/** One lane a slice, and several: both ways run on any device. */
export const traitsOfKinds: Readonly<Record<string, DeviceTraits>> = {
  'as on a processor': { isSoftware: true, maxInvocations: 256, maxWorkgroupStorage: 16384 },
  'as on a GPU': { isSoftware: false, maxInvocations: 256, maxWorkgroupStorage: 16384 },
};

export interface Call {
  readonly traits: DeviceTraits;
  readonly over?: Over;
  /** Elements before the problem's first one in every buffer. */
  readonly base?: number;
  /** What a fresh buffer for dx holds before. */
  readonly before?: number;
}

/** dx as the buffer that it was written to has it, gaps included. Throws what the device refused. */
export async function gradientOn(
  device: GPUDevice,
  problem: Problem,
  x: Float32Array<ArrayBuffer>,
  dy: Float32Array<ArrayBuffer>,
  { traits, over = 'fresh', base = 0, before = 0 }: Call,
): Promise<Float32Array> {
  const { pipelines } = sharedDevice(device);
  const made: GPUBuffer[] = [];
  const create = (size: number, kinds: number): GPUBuffer => {
    const buffer = device.createBuffer({ size, usage: kinds });
    made.push(buffer);
    return buffer;
  };
  const uploaded = (values: Float32Array<ArrayBuffer>): GPUBuffer => {
    const buffer = create(values.byteLength, usage.storage | usage.copySource | usage.copyDestination);
    device.queue.writeBuffer(buffer, 0, values);
    return buffer;
  };
  const [{ staging, recorded }, outcome] = watched(device, () => {
    const source = uploaded(x);
    const upstream = over === 'both' ? source : uploaded(dy);
    const destination =
      over === 'fresh' ? uploaded(x.slice().fill(before)) : over === 'upstream' ? upstream : source;
    const whole = (buffer: GPUBuffer) => ({ buffer, offset: 0, size: buffer.size });
    const plan = planGradient(problem, traits, { over, base });
    const bound = { source: whole(source), upstream: whole(upstream), destination: whole(destination) };
    const encoder = device.createCommandEncoder();
    const recorded = record(device, encoder, pipelines, [{ plan, bound }]);
    const staging = create(x.byteLength, usage.mapRead | usage.copyDestination);
    encoder.copyBufferToBuffer(destination, 0, staging, 0, x.byteLength);
    device.queue.submit([encoder.finish()]);
    return { staging, recorded };
  });
  const failure = await both(recorded.outcome, outcome);
  if (failure !== undefined) throw failure;
  await staging.mapAsync(1);
  const dx = new Float32Array(staging.getMappedRange().slice(0));
  for (const buffer of [...made, ...recorded.temporary]) buffer.destroy();
  return dx;
}
