import { type Backend, type Problem, requireSupport, UnitsphereError } from '@unitsphere/core';
import { createBuffers, type Make } from './buffers.ts';
import { capabilitiesOf } from './capabilities.ts';
import { traitsOf } from './device.ts';
import { both, deviceFault, type Outcome, watched } from './faults.ts';
import type { Over } from './gradient-text.ts';
import { record, release } from './record.ts';
import type { SharedDevice } from './shared-device.ts';
import { read, upload } from './transfer.ts';
import { normBytes } from './windows.ts';
import { type Planner, type Targets, tallyBytes, type Work, worksOf } from './works.ts';

/**
 * Work in a command encoder of the caller's. Dispose it once the encoder's commands have been submitted, or never will
 * be: buffers that the work needs on the way end with it.
 */
export interface Recording extends Disposable {
  /** What failed of the recording itself, a kernel that does not compile or no room on the way; never a rejection. */
  readonly failure: Promise<UnitsphereError | undefined>;
}

/**
 * Buffers are `GPUBuffer`s of `device`, made here or lent: float32 values from their start, with the usage STORAGE, and
 * COPY_SRC where they are read.
 */
export interface WebGpuBackend extends Backend<GPUBuffer, 'async'> {
  readonly device: GPUDevice;
  /**
   * Records normalizing into an encoder of the caller's, and submits nothing. `destination` may be `source`.
   * Throws `unsupported`, `device-lost`, `disposed`.
   */
  encode(encoder: GPUCommandEncoder, source: GPUBuffer, destination: GPUBuffer, problem: Problem): Recording;
  /** The same of the gradient. `destination` may be `source`, `upstream` or both. */
  encodeGradient(
    encoder: GPUCommandEncoder,
    source: GPUBuffer,
    upstream: GPUBuffer,
    destination: GPUBuffer,
    problem: Problem,
  ): Recording;
}

const name = 'webgpu';

/** A backend on a device; `end` destroys that where it is the backend's own. */
export function backendOn(shared: SharedDevice, planner: Planner, end: () => void): WebGpuBackend {
  const { device, pipelines, known, loss } = shared;
  const { limits } = device;
  const traits = traitsOf(device);
  const capabilities = capabilitiesOf(device, traits);
  const buffers = createBuffers(device, known);
  let ended = false;

  const lost = (cause?: unknown): UnitsphereError =>
    ended
      ? new UnitsphereError('disposed', 'backend webgpu was used after its end')
      : deviceFault('device-lost', loss.message ?? String(cause), cause);
  const requireLive = (): void => {
    if (ended || loss.message !== undefined) throw lost();
  };
  const requireCapable = (problem: Problem): void => {
    requireLive();
    requireSupport({ name, capabilities }, problem);
  };
  const normalizing = (problem: Problem, inPlace: boolean, measured: boolean) =>
    worksOf(problem, limits, measured, (part, place) =>
      planner.normalize(part, traits, { ...place, inPlace, measured }),
    );
  const deriving = (problem: Problem, over: Over) =>
    worksOf(problem, limits, false, (part, { base }) => planner.gradient(part, traits, { base, over }));
  const submit = (works: readonly Work[]): Outcome => {
    const encoder = device.createCommandEncoder();
    const recorded = record(device, encoder, pipelines, works);
    device.queue.submit([encoder.finish()]);
    release(recorded);
    return recorded.outcome;
  };
  /** What the work fills is as the work went, and what it was made from. */
  const settle = (problem: Problem, targets: Targets, outcome: Outcome): void => {
    const { source, upstream, norms, tally, destination } = targets;
    const inputs = upstream ? both(buffers.outcomeOf(upstream), outcome) : outcome;
    const all = both(buffers.outcomeOf(source), inputs);
    for (const buffer of [norms, tally]) if (buffer) buffers.setOutcome(buffer, all, 'whole');
    if (destination) buffers.setOutcome(destination, all, isDense(problem, destination) ? 'whole' : 'part');
  };
  /** Makes buffers, submits the work on them, and gives all of them. */
  const queue = <T extends Targets>(
    problem: Problem,
    works: (targets: T) => readonly Work[],
    targetsOf: (make: Make) => T,
  ): T => {
    const [[targets, made], outcome] = buffers.making((make) => {
      const all = targetsOf(make);
      return [all, submit(works(all))] as const;
    });
    settle(problem, targets, both(made, outcome));
    return targets;
  };
  /** Records the work into an encoder of the caller's. */
  const encoded = <T extends Targets>(
    encoder: GPUCommandEncoder,
    problem: Problem,
    works: (targets: T) => readonly Work[],
    targets: T,
  ): Recording => {
    const [recorded, outcome] = watched(device, () => record(device, encoder, pipelines, works(targets)));
    const failure = both(recorded.outcome, outcome);
    settle(problem, targets, failure);
    return { failure, [Symbol.dispose]: () => release(recorded) };
  };

  return {
    name,
    capabilities,
    device,
    upload(values) {
      requireLive();
      return upload(device, buffers, values);
    },
    normalize(source, problem, given) {
      requireLive();
      const works = normalizing(problem, given === source, false);
      return queue(problem, works, (make) => ({
        source,
        destination: given ?? make(source.size, 'values'),
      })).destination;
    },
    normalizeWithNorms(source, problem, given) {
      requireLive();
      const works = normalizing(problem, given === source, true);
      const { destination, norms, tally } = queue(problem, works, (make) => ({
        source,
        norms: make(normsBytes(problem), 'norms'),
        tally: make(tallyBytes, 'tally'),
        destination: given ?? make(source.size, 'values'),
      }));
      return { output: destination, norms, tally };
    },
    norms(source, problem) {
      requireLive();
      const works = worksOf(problem, limits, true, (part, place) => planner.norms(part, traits, place));
      return queue(problem, works, (make) => ({ source, norms: make(normsBytes(problem), 'norms') })).norms;
    },
    gradient(source, upstream, problem, given) {
      requireLive();
      const works = deriving(problem, overOf(source, upstream, given));
      return queue(problem, works, (make) => ({
        source,
        upstream,
        destination: given ?? make(source.size, 'values'),
      })).destination;
    },
    encode(encoder, source, destination, problem) {
      requireCapable(problem);
      const works = normalizing(problem, destination === source, false);
      return encoded(encoder, problem, works, { source, destination });
    },
    encodeGradient(encoder, source, upstream, destination, problem) {
      requireCapable(problem);
      const works = deriving(problem, overOf(source, upstream, destination));
      return encoded(encoder, problem, works, { source, upstream, destination });
    },
    async read(buffer) {
      requireLive();
      return read(device, buffers, buffer, lost);
    },
    free: buffers.free,
    [Symbol.dispose]() {
      if (ended) return;
      ended = true;
      buffers.freeAll();
      end();
    },
  };
}

/** What a gradient is written over: a binding that is written cannot be read as well. */
function overOf(source: GPUBuffer, upstream: GPUBuffer, given: GPUBuffer | undefined): Over {
  if (given === source) return given === upstream ? 'both' : 'source';
  return given === upstream ? 'upstream' : 'fresh';
}

function normsBytes({ outer, inner }: Problem): number {
  return outer * inner * normBytes;
}

/** Whether a problem's elements are all that is in the buffer. */
function isDense({ outer, length, inner }: Problem, buffer: GPUBuffer): boolean {
  return outer * length * inner * 4 === buffer.size;
}
