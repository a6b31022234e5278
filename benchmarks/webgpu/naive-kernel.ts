import type { Lanes } from './watch-lanes.ts';

/** What one writes by hand for a GPU: float32 sum of squares, inverseSqrt, multiply; unsafe range, rounding as it comes. */
export interface NaiveKernel {
  /** Records one pass: float32 rows of `length` elements, the last axis, p = 2. */
  encode(encoder: GPUCommandEncoder): void;
  /** Destroys what was made for it. */
  end(): void;
}

/** Rows of `length` elements from `source` to `destination`, in two loops over the data as the exact kernel has them. */
export function naiveKernel(
  device: GPUDevice,
  [source, destination]: readonly [GPUBuffer, GPUBuffer],
  [rows, length]: readonly [number, number],
  { workgroupLanes, sliceLanes }: Lanes,
): NaiveKernel {
  const code = [traversal, sliceLanes === 1 ? mergeAlone : mergeLanes].join('\n');
  const pipeline = device.createComputePipeline({
    layout: 'auto',
    compute: {
      module: device.createShaderModule({ code }),
      constants: { workgroup_lanes: workgroupLanes, slice_lanes: sliceLanes },
    },
  });
  const parameters = device.createBuffer({
    size: 16,
    usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
  });
  device.queue.writeBuffer(parameters, 0, new Uint32Array([rows, length, 0, 0]));
  const entries = [parameters, source, destination].map((buffer, binding) => ({
    binding,
    resource: { buffer },
  }));
  const group = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
  const workgroups = Math.ceil(rows / (workgroupLanes / sliceLanes));
  return {
    encode(encoder) {
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(workgroups);
      pass.end();
    },
    end: () => parameters.destroy(),
  };
}

const traversal = `
override workgroup_lanes: u32;
override slice_lanes: u32;
@group(0) @binding(0) var<uniform> size: vec4<u32>;
@group(0) @binding(1) var<storage> source: array<f32>;
@group(0) @binding(2) var<storage, read_write> destination: array<f32>;

@compute @workgroup_size(workgroup_lanes)
fn main(@builtin(workgroup_id) workgroup: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let row = workgroup.x * (workgroup_lanes / slice_lanes) + lane / slice_lanes;
  let length = size.y;
  let first = row * length + lane % slice_lanes;
  let end = select(first, (row + 1u) * length, row < size.x);
  var sum = 0f;
  for (var i = first; i < end; i += slice_lanes) {
    let x = source[i];
    sum += x * x;
  }
  let scale = inverseSqrt(merge(lane, sum));
  for (var i = first; i < end; i += slice_lanes) {
    destination[i] = source[i] * scale;
  }
}`;

const mergeAlone = `
fn merge(lane: u32, sum: f32) -> f32 {
  return sum;
}`;

const mergeLanes = `
var<workgroup> sums: array<f32, workgroup_lanes>;

fn merge(lane: u32, sum: f32) -> f32 {
  sums[lane] = sum;
  workgroupBarrier();
  let base = lane - lane % slice_lanes;
  var total = 0f;
  for (var j = 0u; j < slice_lanes; j++) {
    total += sums[base + j];
  }
  return total;
}`;
