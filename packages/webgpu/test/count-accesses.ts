import { bindings, type Plan, type Role } from '../src/plan.ts';

/** Elements that a plan's kernels read and wrote, counted while they ran. */
export interface Accesses {
  readonly reads: number;
  readonly writes: number;
}

const countedBinding = 15;
/** Counters of each kind: lanes that add to one and the same wait for each other. */
const counters = 4096;
const counting = `
@group(0) @binding(${countedBinding}) var<storage, read_write> counted: array<atomic<u32>, ${2 * counters}>;
fn read_at(i: u32) -> u32 {
  atomicAdd(&counted[i % ${counters}u], 1u);
  return i;
}
fn written_at(i: u32) -> u32 {
  atomicAdd(&counted[${counters}u + i % ${counters}u], 1u);
  return i;
}`;

/** A kernel that counts each element it takes from or puts into the bindings of elements. Throws where it has neither. */
function countingCode(code: string): string {
  const written = code.replace(/\bdestination\[([^\]]+)\](\s*=[^=])/g, 'destination[written_at($1)]$2');
  const read = written.replace(/\b(source|destination)\[(?!written_at)([^\]]+)\]/g, '$1[read_at($2)]');
  if (read === code) throw new Error('the kernel has no access to elements that is known here');
  return read + counting;
}

/** Runs a plan on `values` and gives the result with what was counted. */
export async function runCounting(
  device: GPUDevice,
  plan: Plan,
  values: Float32Array<ArrayBuffer>,
): Promise<{ readonly result: Float32Array; readonly accesses: Accesses }> {
  const storage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const made: GPUBuffer[] = [];
  const create = (size: number, usage: number): GPUBuffer => {
    const buffer = device.createBuffer({ size, usage });
    made.push(buffer);
    return buffer;
  };
  const buffers: Partial<Record<Role, GPUBuffer>> = {
    source: create(values.byteLength, storage),
    destination: create(values.byteLength, storage),
    sums: create(Math.max(4, plan.sumsBytes), storage),
  };
  const counted = create(8 * counters, storage);
  device.queue.writeBuffer(buffers.source!, 0, values);
  const encoder = device.createCommandEncoder();
  for (const { kernel, workgroups, parameters } of plan.dispatches) {
    buffers.parameters = create(parameters.byteLength, GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST);
    device.queue.writeBuffer(buffers.parameters, 0, parameters);
    const module = device.createShaderModule({ code: countingCode(kernel.code()) });
    const compute = { module, constants: { ...kernel.constants } };
    const pipeline = device.createComputePipeline({ layout: 'auto', compute });
    const entries: GPUBindGroupEntry[] = kernel.roles.map((role) => ({
      binding: bindings[role],
      resource: { buffer: buffers[role]! },
    }));
    entries.push({ binding: countedBinding, resource: { buffer: counted } });
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
    pass.dispatchWorkgroups(...workgroups);
    pass.end();
  }
  const read = async (from: GPUBuffer): Promise<ArrayBuffer> => {
    const staging = create(from.size, GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST);
    const copying = device.createCommandEncoder();
    copying.copyBufferToBuffer(from, 0, staging, 0, from.size);
    device.queue.submit([copying.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    return staging.getMappedRange().slice(0);
  };
  device.queue.submit([encoder.finish()]);
  const counts = new Uint32Array(await read(counted));
  const [reads, writes] = [counts.subarray(0, counters), counts.subarray(counters)].map((kind) =>
    kind.reduce((a, b) => a + b, 0),
  );
  const result = new Float32Array(await read(buffers.destination!));
  for (const buffer of made) buffer.destroy();
  return { result, accesses: { reads: reads!, writes: writes! } };
}
