import { webgpu } from '@unitsphere/webgpu';
import type { Contender, Work } from '../contender.ts';
import { bytesToCopy, type PreparedCopy } from './prepared-copy.ts';
import { takingAllBut } from './taking-all-but.ts';
import { adapterOf, type FindGpu } from './webgpu-contenders.ts';

/** Numbers of the standard, for which Node has no global names: `GPUBufferUsage`, `GPUMapMode`. */
const usage = { mapRead: 1, copySource: 4, copyDestination: 8 } as const;
const readMode = 1;

/** From one buffer of a device to another, until the queue is empty. */
export function copyBuffer(findGpu: FindGpu): Contender {
  return {
    name: 'copyBufferToBuffer',
    kind: 'roof',
    roof: 'copyBufferToBuffer',
    without: takingAllBut({ file: 'a file is not copied on a device' }),
    async start() {
      const gpu = await findGpu();
      // For its device, and the words where there is none.
      const backend = await webgpu({ ...(gpu && { gpu }) });
      return {
        version: adapterOf(backend),
        prepare: (work) => prepare(backend.device, work),
        end: () => backend[Symbol.dispose](),
      };
    },
  };
}

function prepare(device: GPUDevice, work: Work): PreparedCopy {
  const bytes = bytesToCopy(work);
  const { queue } = device;
  const size = bytes.length;
  const both = usage.copySource | usage.copyDestination;
  const source = device.createBuffer({ size, usage: both });
  const destination = device.createBuffer({ size, usage: both });
  queue.writeBuffer(source, 0, bytes);
  const copy = (from: GPUBuffer, to: GPUBuffer): void => {
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(from, 0, to, 0, size);
    queue.submit([encoder.finish()]);
  };
  return {
    run() {
      copy(source, destination);
      return queue.onSubmittedWorkDone();
    },
    async copied() {
      const staging = device.createBuffer({ size, usage: usage.mapRead | usage.copyDestination });
      copy(destination, staging);
      await staging.mapAsync(readMode);
      const found = new Uint8Array(staging.getMappedRange().slice(0));
      staging.destroy();
      return found;
    },
    end() {
      source.destroy();
      destination.destroy();
    },
  };
}
