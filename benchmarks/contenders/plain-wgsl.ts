import { webgpu } from '@unitsphere/webgpu';
import type { Contender, Prepared, Work } from '../contender.ts';
import { takingAllBut } from './taking-all-but.ts';
import { adapterOf, type FindGpu } from './webgpu-contenders.ts';

/**
 * What one writes by hand for WebGPU: float32 sum of squares, inverseSqrt, multiply; unsafe range, rounding as it comes. From
 * buffer to buffer, until the queue is empty.
 */
export function plainWgsl(findGpu: FindGpu): Contender {
  return {
    name: 'plain WGSL kernel',
    kind: 'peer',
    roof: 'copyBufferToBuffer',
    without: takingAllBut({
      'in-place': 'a buffer that is bound for reading cannot be written',
      gradient: 'there is no kernel for the gradient',
      float64: 'WGSL has no float64',
      'other axes': 'the kernel is for rows alone',
      file: 'a file goes from array to array',
    }),
    async start() {
      const gpu = await findGpu();
      // For its device, with what the adapter has of memory, and the words where there is none.
      const backend = await webgpu({ ...(gpu && { gpu }) });
      const { device } = backend;
      const layout = lanesOf(device);
      const { workgroup_lanes: lanes, row_lanes: each } = layout;
      const compute = { module: device.createShaderModule({ code }), constants: layout };
      const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute });
      return {
        version: `workgroups of ${lanes} lanes, ${each} a row, ${adapterOf(backend)}`,
        prepare: (work) => prepare(device, pipeline, lanes / each, work),
        end: () => backend[Symbol.dispose](),
      };
    },
  };
}

/** Those that suit rows of hundreds: a row a lane where a processor plays the GPU, as barriers cost it most. */
function lanesOf({ adapterInfo }: GPUDevice): { workgroup_lanes: number; row_lanes: number } {
  const { vendor, architecture, description, isFallbackAdapter } = adapterInfo;
  const names = [vendor, architecture, description].join(' ');
  const isSoftware = isFallbackAdapter || /swiftshader|llvmpipe/i.test(names);
  return isSoftware ? { workgroup_lanes: 8, row_lanes: 1 } : { workgroup_lanes: 64, row_lanes: 64 };
}

/** Workgroups along x, of which every device has as many: 2^16 − 1. */
const widest = 65_535;

function prepare(
  device: GPUDevice,
  pipeline: GPUComputePipeline,
  rowsOfWorkgroup: number,
  { scenario, x }: Work,
): Prepared {
  const { queue } = device;
  const { UNIFORM, STORAGE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
  const length = scenario.shape.at(-1)!;
  const rows = x.length / length;
  const workgroups = Math.ceil(rows / rowsOfWorkgroup);
  const width = Math.min(workgroups, widest);
  const make = (size: number, usage: number): GPUBuffer => device.createBuffer({ size, usage });
  const parameters = make(16, UNIFORM | COPY_DST);
  const source = make(x.byteLength, STORAGE | COPY_DST);
  const destination = make(x.byteLength, STORAGE | COPY_SRC | COPY_DST);
  queue.writeBuffer(parameters, 0, new Uint32Array([rows, length, width, 0]));
  queue.writeBuffer(source, 0, x as Float32Array<ArrayBuffer>);
  const buffers = [parameters, source, destination];
  const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
  const group = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
  const submit = (record: (encoder: GPUCommandEncoder) => void): void => {
    const encoder = device.createCommandEncoder();
    record(encoder);
    queue.submit([encoder.finish()]);
  };
  const run = (): Promise<undefined> => {
    submit((encoder) => {
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(width, Math.ceil(workgroups / width));
      pass.end();
    });
    return queue.onSubmittedWorkDone();
  };
  return {
    run,
    async result() {
      submit((encoder) => encoder.clearBuffer(destination));
      await run();
      const staging = make(x.byteLength, MAP_READ | COPY_DST);
      submit((encoder) => encoder.copyBufferToBuffer(destination, 0, staging, 0, x.byteLength));
      await staging.mapAsync(GPUMapMode.READ);
      const values = new Float32Array(staging.getMappedRange().slice(0));
      staging.destroy();
      return values;
    },
    end() {
      for (const buffer of buffers) buffer.destroy();
    },
  };
}

const code = `
override workgroup_lanes: u32;
override row_lanes: u32;
// Rows, elements of a row, workgroups along x.
@group(0) @binding(0) var<uniform> size: vec4<u32>;
@group(0) @binding(1) var<storage> source: array<f32>;
@group(0) @binding(2) var<storage, read_write> destination: array<f32>;
var<workgroup> sums: array<f32, workgroup_lanes>;

@compute @workgroup_size(workgroup_lanes)
fn main(@builtin(workgroup_id) workgroup: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let first_row = (workgroup.y * size.z + workgroup.x) * (workgroup_lanes / row_lanes);
  let row = first_row + lane / row_lanes;
  let first = row * size.y + lane % row_lanes;
  let end = select(first, (row + 1u) * size.y, row < size.x);
  var sum = 0f;
  for (var i = first; i < end; i += row_lanes) {
    sum += source[i] * source[i];
  }
  if (row_lanes > 1u) {
    sums[lane] = sum;
    workgroupBarrier();
    let base = lane - lane % row_lanes;
    sum = 0f;
    for (var j = 0u; j < row_lanes; j++) {
      sum += sums[base + j];
    }
  }
  let scale = inverseSqrt(sum);
  for (var i = first; i < end; i += row_lanes) {
    destination[i] = source[i] * scale;
  }
}`;
