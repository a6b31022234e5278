import type { Problem } from '@unitsphere/core';
import { normsOfWords } from '@unitsphere/core/words';
import { bindings, type DeviceTraits, type Kernel, type Plan, type Role } from '../src/plan.ts';
import { planNormalize } from '../src/plan-normalize.ts';
import { planNorms } from '../src/plan-norms.ts';

const limits = { maxInvocations: 256, maxWorkgroupStorage: 16384 };

/** Any device runs the plans for either kind. */
export const kindsOfDevice: Readonly<Record<string, DeviceTraits>> = {
  'a processor': { isSoftware: true, ...limits },
  'a GPU': { isSoftware: false, ...limits },
};

interface Call {
  readonly traits: DeviceTraits;
  readonly inPlace?: boolean;
  readonly base?: number;
  readonly firstNorm?: number;
  /** What a fresh output holds before. */
  readonly before?: number;
}

interface Outcome {
  readonly output: Float32Array;
  readonly norms: Float64Array;
  readonly tally: number[];
}

export interface Runner {
  /** `measured` unless told, so with norms and tally. */
  normalize(values: Float32Array, problem: Problem, call: Call & { measured?: boolean }): Promise<Outcome>;
  norms(values: Float32Array, problem: Problem, call: Call): Promise<Float64Array>;
}

/** Runs plans by WebGPU alone, so that what they say of themselves is all that a host needs. */
export function runnerOn(device: GPUDevice): Runner {
  const pipelines = new Map<string, GPUComputePipeline>();
  const pipelineOf = (kernel: Kernel): GPUComputePipeline => {
    const made = pipelines.get(kernel.name) ?? pipelineFor(device, kernel);
    pipelines.set(kernel.name, made);
    return made;
  };
  const execute = async (plan: Plan, data: Partial<Record<Role, Uint32Array>>): Promise<typeof data> => {
    const made: GPUBuffer[] = [];
    const bufferOf = (words: Uint32Array, extra = 0): GPUBuffer => {
      const kinds = GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC | (extra || GPUBufferUsage.STORAGE);
      const buffer = device.createBuffer({ size: Math.max(16, words.byteLength), usage: kinds });
      if (words.length > 0) device.queue.writeBuffer(buffer, 0, words as Uint32Array<ArrayBuffer>);
      made.push(buffer);
      return buffer;
    };
    const buffers = new Map(Object.entries(data).map(([role, words]) => [role, bufferOf(words)]));
    buffers.set('sums', bufferOf(new Uint32Array(plan.sumsBytes / 4)));
    device.pushErrorScope('validation');
    const encoder = device.createCommandEncoder();
    for (const { kernel, parameters, workgroups } of plan.dispatches) {
      buffers.set('parameters', bufferOf(parameters, GPUBufferUsage.UNIFORM));
      const pipeline = pipelineOf(kernel);
      const layout = pipeline.getBindGroupLayout(0);
      const entries = kernel.roles.map((role) => ({
        binding: bindings[role],
        resource: { buffer: buffers.get(role)! },
      }));
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, device.createBindGroup({ layout, entries }));
      pass.dispatchWorkgroups(...workgroups);
      pass.end();
    }
    const results = ['destination', 'norms', 'tally'].flatMap((role) => {
      const buffer = buffers.get(role);
      if (buffer === undefined) return [];
      const kinds = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
      const staging = device.createBuffer({ size: buffer.size, usage: kinds });
      made.push(staging);
      encoder.copyBufferToBuffer(buffer, 0, staging, 0, buffer.size);
      return [{ role: role as Role, staging }];
    });
    device.queue.submit([encoder.finish()]);
    const error = await device.popErrorScope();
    if (error !== null) throw new Error(error.message);
    const read: Partial<Record<Role, Uint32Array>> = {};
    for (const { role, staging } of results) {
      await staging.mapAsync(GPUMapMode.READ);
      read[role] = new Uint32Array(staging.getMappedRange().slice(0)).subarray(0, data[role]!.length);
    }
    for (const buffer of made) buffer.destroy();
    return read;
  };
  return {
    async normalize(values, problem, { traits, inPlace = false, measured = true, before = 0, ...window }) {
      const words = new Uint32Array(values.slice().buffer);
      const slices = problem.outer * problem.inner + (window.firstNorm ?? 0);
      const fresh = new Uint32Array(values.slice().fill(before).buffer);
      const plan = planNormalize(problem, traits, { inPlace, measured, ...window });
      const read = await execute(plan, {
        ...(inPlace ? { destination: words } : { source: words, destination: fresh }),
        ...(measured ? { norms: new Uint32Array(4 * slices), tally: new Uint32Array(4) } : {}),
      });
      return {
        output: new Float32Array(read.destination!.slice().buffer),
        norms: normsOfWords(read.norms ?? new Uint32Array(0)),
        tally: [...(read.tally ?? [])],
      };
    },
    async norms(values, problem, { traits, ...window }) {
      const norms = new Uint32Array(4 * (problem.outer * problem.inner + (window.firstNorm ?? 0)));
      const source = new Uint32Array(values.slice().buffer);
      const read = await execute(planNorms(problem, traits, window), { source, norms });
      return normsOfWords(read.norms!);
    },
  };
}

function pipelineFor(device: GPUDevice, { code, constants, roles }: Kernel): GPUComputePipeline {
  const typeOf = (role: Role): GPUBufferBindingType =>
    role === 'parameters' ? 'uniform' : role === 'source' ? 'read-only-storage' : 'storage';
  const entries = roles.map((role) => ({
    binding: bindings[role],
    visibility: GPUShaderStage.COMPUTE,
    buffer: { type: typeOf(role) },
  }));
  return device.createComputePipeline({
    layout: device.createPipelineLayout({ bindGroupLayouts: [device.createBindGroupLayout({ entries })] }),
    compute: { module: device.createShaderModule({ code: code() }), constants },
  });
}
