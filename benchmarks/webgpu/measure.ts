import { createNormalizer } from '@unitsphere/core';
import { normalize } from '@unitsphere/cpu';
import { type WebGpuBackend, webgpu } from '@unitsphere/webgpu';
import { accuracyOf } from '../accuracy.ts';
import { ordinary } from '../inputs.ts';
import { interleave, type Timing } from '../interleave.ts';
import { type Composed, type ResidentContender, residentContenders, type Subjects } from './contenders.ts';
import { type Measurement, names, type Shape } from './measurement.ts';
import { residentBuffers } from './resident.ts';
import { watchLanes } from './watch-lanes.ts';

const effort = { rounds: 21, warmUp: 4, leastMilliseconds: 4 };

/** Verifies, then times, on one device. Throws where a result of ours is not cpu's by bits, or the device complains. */
export async function measure(
  device: GPUDevice,
  shapes: readonly Shape[],
  composed?: Composed,
): Promise<Measurement[]> {
  const complaints: string[] = [];
  device.addEventListener('uncapturederror', ({ error }) => complaints.push(error.message));
  const watch = watchLanes(device);
  const backend = await webgpu({ device });
  const measurements: Measurement[] = [];
  for (const shape of shapes) {
    const resident = await measureResident({ device, backend, watch, composed }, shape);
    measurements.push({ shape, ...resident, roundTrip: await measureRoundTrip(backend, shape) });
    // The first has the reason, the others follow from it.
    if (complaints.length > 0) throw new Error(`the device complains: ${complaints[0]}`);
  }
  backend[Symbol.dispose]();
  return measurements;
}

async function measureResident(
  subjects: Subjects,
  shape: Shape,
): Promise<Pick<Measurement, 'lanes' | 'accuracies' | 'resident'>> {
  const buffers = residentBuffers(subjects.device);
  try {
    const { lanes, contenders, end } = residentContenders(subjects, buffers, shape);
    const accuracies = await judge(contenders, shape);
    const resident = await interleave(contenders, effort);
    end();
    return { lanes, accuracies, resident };
  } finally {
    buffers.end();
  }
}

async function judge(
  contenders: readonly ResidentContender[],
  shape: Shape,
): Promise<Measurement['accuracies']> {
  const accuracies: Measurement['accuracies'][number][] = [];
  for (const { name, input, output } of contenders) {
    if (input === undefined) continue;
    const accuracy = accuracyOf(await output(), normalize(input, { shape: [...shape] }));
    accuracies.push({ name, ...accuracy });
    const ours = name === names.exact || name === names.exactWide;
    if (ours && accuracy.exact < 1)
      throw new Error(`[${shape}]: ${name} is not cpu's by bits: ${JSON.stringify(accuracy)}`);
  }
  return accuracies;
}

/** What transfer takes of a call from array to array, pipelines warm. */
async function measureRoundTrip(backend: WebGpuBackend, shape: Shape): Promise<Timing[]> {
  const x = ordinary(shape[0] * shape[1]);
  const normalizer = createNormalizer(backend);
  const transfer = async (): Promise<void> => {
    const buffer = backend.upload(x);
    await backend.read(buffer);
    backend.free(buffer);
  };
  return await interleave(
    [
      { name: names.transfer, run: transfer },
      { name: names.whole, run: () => normalizer.normalize(x, { shape: [...shape] }) },
    ],
    effort,
  );
}
