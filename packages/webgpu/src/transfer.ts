import type { FloatArray, UnitsphereError } from '@unitsphere/core';
import { normsOfWords } from '@unitsphere/core/words';
import { type Buffers, type Content, usage } from './buffers.ts';
import { both, watched } from './faults.ts';

/** Copies values into a buffer of their size. */
export function upload(device: GPUDevice, buffers: Buffers, values: FloatArray): GPUBuffer {
  const [buffer, outcome] = buffers.making((make) => {
    const fresh = make(values.byteLength, 'values');
    // Dawn in Node crashes on shared memory; a copy has memory of its own.
    const own = values.buffer instanceof ArrayBuffer ? values : values.slice();
    device.queue.writeBuffer(fresh, 0, own);
    return fresh;
  });
  buffers.setOutcome(buffer, outcome, 'whole');
  return buffer;
}

/** `GPUMapMode.READ`: a number of the standard, for which Node has no global name. */
const mapRead = 1;

/**
 * What the buffer holds once the work that was queued before is done. Rejects with what failed of that work, and with
 * what `lost` says where the device ends meanwhile.
 */
export async function read(
  device: GPUDevice,
  buffers: Buffers,
  buffer: GPUBuffer,
  lost: (cause: unknown) => UnitsphereError,
): Promise<FloatArray> {
  const content = buffers.contentOf(buffer);
  const before = buffers.outcomeOf(buffer);
  const bytes = buffer.size;
  if (bytes === 0) {
    const failure = await before;
    if (failure !== undefined) throw failure;
    return valuesOf(new ArrayBuffer(0), content);
  }
  const [{ staging, mapped }, outcome] = watched(device, () => startReading(device, buffer));
  try {
    const failure = await both(before, outcome);
    if (failure !== undefined) throw failure;
    const cause = await mapped;
    if (cause !== undefined) throw lost(cause.reason);
    return valuesOf(staging.getMappedRange().slice(0), content);
  } finally {
    staging.destroy();
  }
}

/** Queues a copy that can be mapped; `mapped` gives the reason where it cannot, and does not reject. */
function startReading(
  device: GPUDevice,
  buffer: GPUBuffer,
): { staging: GPUBuffer; mapped: Promise<{ reason: unknown } | undefined> } {
  const staging = device.createBuffer({ size: buffer.size, usage: usage.mapRead | usage.copyDestination });
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(buffer, 0, staging, 0, buffer.size);
  device.queue.submit([encoder.finish()]);
  const mapped = staging.mapAsync(mapRead).then(
    () => undefined,
    (reason: unknown) => ({ reason }),
  );
  return { staging, mapped };
}

function valuesOf(bytes: ArrayBuffer, content: Content): FloatArray {
  if (content === 'values') return new Float32Array(bytes);
  const words = new Uint32Array(bytes);
  return content === 'norms' ? normsOfWords(words) : Float64Array.from(words);
}
