import { UnitsphereError } from '@unitsphere/core';
import { both, fine, type Outcome, watched } from './faults.ts';

/** What the bytes of a buffer are: float32 values; norms or a tally as kernels write them. */
export type Content = 'values' | 'norms' | 'tally';

/** Makes a buffer of zeros. Throws `unsupported` where the device has none of that size. */
export type Make = (bytes: number, content: Content) => GPUBuffer;

/** The buffers that a backend made and those that it was lent, with what became of the work on them. */
export interface Buffers {
  /** Runs work that makes buffers, and tells what failed of it later. Where it throws, they are destroyed. */
  making<T>(work: (make: Make) => T): readonly [result: T, outcome: Outcome];
  contentOf(buffer: GPUBuffer): Content;
  /** What failed on the way to what is in the buffer. */
  outcomeOf(buffer: GPUBuffer): Outcome;
  /** What was written in whole is as its writing went; what was written in part, as all that it holds. */
  setOutcome(buffer: GPUBuffer, outcome: Outcome, written: 'whole' | 'part'): void;
  /** Destroys it, if it was made here. What was submitted before goes on. */
  free(buffer: GPUBuffer): void;
  freeAll(): void;
}

/** Numbers of the standard, `GPUBufferUsage`, for which Node has no global name. */
export const usage = { mapRead: 1, copySource: 4, copyDestination: 8, uniform: 64, storage: 128 } as const;

const onDevice = usage.storage | usage.copySource | usage.copyDestination;

/** What is known of a device's buffers, whichever backend made them. */
export interface Known {
  readonly contents: WeakMap<GPUBuffer, Content>;
  readonly outcomes: WeakMap<GPUBuffer, Outcome>;
}

export function createBuffers(device: GPUDevice, { contents, outcomes }: Known): Buffers {
  // Strongly: a buffer that nobody frees is the backend's to destroy at its end.
  const made = new Set<GPUBuffer>();
  const outcomeOf = (buffer: GPUBuffer): Outcome => outcomes.get(buffer) ?? fine;
  const free = (buffer: GPUBuffer): void => {
    if (made.delete(buffer)) buffer.destroy();
  };
  const make: Make = (bytes, content) => {
    requireSize(device, bytes, content);
    const buffer = device.createBuffer({ size: bytes, usage: onDevice });
    made.add(buffer);
    contents.set(buffer, content);
    return buffer;
  };
  return {
    making(work) {
      const fresh: GPUBuffer[] = [];
      try {
        return watched(device, () =>
          work((bytes, content) => {
            const buffer = make(bytes, content);
            fresh.push(buffer);
            return buffer;
          }),
        );
      } catch (error) {
        fresh.forEach(free);
        throw error;
      }
    },
    contentOf: (buffer) => contents.get(buffer) ?? 'values',
    outcomeOf,
    setOutcome(buffer, outcome, written) {
      outcomes.set(buffer, written === 'whole' ? outcome : both(outcomeOf(buffer), outcome));
    },
    free,
    freeAll: () => made.forEach(free),
  };
}

function requireSize({ limits }: GPUDevice, bytes: number, content: Content): void {
  if (bytes <= limits.maxBufferSize) return;
  const most = `a buffer of this device has at most ${limits.maxBufferSize}`;
  throw new UnitsphereError('unsupported', `${content} of ${bytes} bytes: ${most}`);
}
