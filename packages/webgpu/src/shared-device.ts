import type { Known } from './buffers.ts';
import { createPipelines, type Pipelines } from './pipelines.ts';

/** What backends on one device share. */
export interface SharedDevice {
  readonly device: GPUDevice;
  readonly pipelines: Pipelines;
  readonly known: Known;
  /** Why the device was lost, once it was. */
  readonly loss: { message?: string };
}

// Hung on the device itself, and gone with it: pipelines take longer to make than most work takes.
const shared = new WeakMap<GPUDevice, SharedDevice>();

export function sharedDevice(device: GPUDevice): SharedDevice {
  const made = shared.get(device) ?? {
    device,
    pipelines: createPipelines(device),
    known: { contents: new WeakMap(), outcomes: new WeakMap() },
    loss: watchLoss(device),
  };
  shared.set(device, made);
  return made;
}

function watchLoss(device: GPUDevice): { message?: string } {
  const loss: { message?: string } = {};
  device.lost.then(({ reason, message }) => {
    loss.message = message || reason;
  });
  return loss;
}
