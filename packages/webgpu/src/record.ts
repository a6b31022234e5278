import { usage } from './buffers.ts';
import type { Outcome } from './faults.ts';
import { outcomeOf, type Pipelines } from './pipelines.ts';
import { bindings, type Dispatch } from './plan.ts';
import type { Bound, Work } from './works.ts';

/** Of slices without elements there are norms all the same, but nothing to bind has no bytes. */
const leastBytes = 16;

/** Uniform buffers are bound at multiples of this on every device. */
const parametersApart = 256;

/** What was recorded: buffers that it needs until it has been submitted, and whether its kernels could be made. */
export interface Recorded {
  readonly temporary: readonly GPUBuffer[];
  readonly outcome: Outcome;
}

/** Records the works one after another in one pass. Where it throws, it leaves no buffers. */
export function record(
  device: GPUDevice,
  encoder: GPUCommandEncoder,
  pipelines: Pipelines,
  works: readonly Work[],
): Recorded {
  const temporary: GPUBuffer[] = [];
  try {
    return { temporary, outcome: recordWith(temporary, device, encoder, pipelines, works) };
  } catch (error) {
    release({ temporary });
    throw error;
  }
}

/** Ends the buffers; what was submitted goes on. */
export function release({ temporary }: Pick<Recorded, 'temporary'>): void {
  for (const buffer of temporary) buffer.destroy();
}

function recordWith(
  temporary: GPUBuffer[],
  device: GPUDevice,
  encoder: GPUCommandEncoder,
  pipelines: Pipelines,
  works: readonly Work[],
): Outcome {
  const dispatches = works.flatMap(({ plan }) => plan.dispatches);
  const made = dispatches.map(({ kernel }) => pipelines(kernel));
  if (dispatches.length === 0) return outcomeOf(made);
  const fresh = (size: number, kind: number): Bound => {
    const buffer = device.createBuffer({ size, usage: kind });
    temporary.push(buffer);
    return { buffer, offset: 0, size };
  };
  // Anew for each recording: it may be submitted at any time, after others were made.
  const words = wordsOf(dispatches);
  const parameters = fresh(words.byteLength, usage.uniform | usage.copyDestination);
  device.queue.writeBuffer(parameters.buffer, 0, words);
  const steps: { pipeline: GPUComputePipeline; group: GPUBindGroup; workgroups: Dispatch['workgroups'] }[] =
    [];
  for (const { plan, bound } of works) {
    const own: Work['bound'] & { parameters?: Bound; sums?: Bound } = { ...bound };
    if (plan.sumsBytes > 0) own.sums = fresh(plan.sumsBytes, usage.storage);
    for (const { kernel, workgroups, parameters: its } of plan.dispatches) {
      const { pipeline, layout } = made[steps.length]!;
      own.parameters = { ...parameters, offset: parametersApart * steps.length, size: its.byteLength };
      const entries = kernel.roles.map((role) => ({
        binding: bindings[role],
        resource: own[role] && own[role].size > 0 ? own[role] : fresh(leastBytes, usage.storage),
      }));
      steps.push({ pipeline, group: device.createBindGroup({ layout, entries }), workgroups });
    }
  }
  // Last, when nothing throws any more: an open pass would lock the caller's encoder.
  const pass = encoder.beginComputePass();
  for (const { pipeline, group, workgroups } of steps) {
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(...workgroups);
  }
  pass.end();
  return outcomeOf(made);
}

function wordsOf(dispatches: readonly Dispatch[]): Uint32Array<ArrayBuffer> {
  const apart = parametersApart / 4;
  const words = new Uint32Array(apart * dispatches.length);
  for (const [i, { parameters }] of dispatches.entries()) words.set(parameters, apart * i);
  return words;
}
