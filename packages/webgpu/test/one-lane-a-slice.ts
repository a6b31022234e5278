import { type Problem, resolveArguments } from '@unitsphere/core';
import { epsilonWordCount, epsilonWords } from '@unitsphere/core/words';
import type { OneLane } from '../../core/test/words/one-lane.ts';
import { arithmeticOf } from '../src/arithmetic.ts';

/** The arithmetic without a traversal of its own: one lane adds up and divides a row. */
const traversal = `
struct Parameters { length: u32, slices: u32, words: array<vec4<u32>, ${epsilonWordCount / 4}> }
@group(0) @binding(0) var<storage, read> parameters: Parameters;
@group(0) @binding(1) var<storage, read> source: array<u32>;
@group(0) @binding(2) var<storage, read_write> destination: array<u32>;
@group(0) @binding(3) var<storage, read_write> norms: array<vec4<u32>>;
@group(0) @binding(4) var<storage, read_write> slices: array<vec4<u32>>;

fn epsilon_word(i: u32) -> u32 { return parameters.words[i / 4u][i % 4u]; }

@compute @workgroup_size(8)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= parameters.slices) { return; }
  let first = id.x * parameters.length;
  let end = first + parameters.length;
  clear_sum();
  var top = 0u;
  for (var i = first; i < end; i++) {
    let u = source[i] & 0x7fffffffu;
    top = max(top, u);
    // A window that only moves between blocks of four, and by what has been seen: terms above it are digits too.
    if ((i - first) % 4u == 0u && is_above_window(top)) { move_window(top); }
    if (!add_near(u)) { add_digits(u); }
    if ((i - first) % ADDS_BEFORE_CARRY == ADDS_BEFORE_CARRY - 1u) { carry_near(); }
  }
  carry_sum();
  let slice = finish_slice(top);
  norms[id.x] = norm_of_slice(top);
  var settled = 0u;
  for (var i = first; i < end; i++) {
    let bits = source[i];
    if (slice.kind != DIVIDE) {
      destination[i] = special(bits, slice.kind);
    } else {
      var result = quotient(bits, slice);
      if (result.y != 0u) {
        result = settle(bits, slice);
        settled += result.y;
      }
      destination[i] = result.x;
    }
  }
  slices[id.x] = vec4<u32>(slice.kind, slice.clamped, settled, 0u);
}`;

/** Normalizes rows of one length on a device; pipelines are kept by name. `mutate` changes the text first. */
export function oneLaneASlice(device: GPUDevice, mutate = (text: string): string => text): OneLane {
  const pipelines = new Map<string, GPUComputePipeline>();
  const pipelineOf = async ({ p, denominator }: Problem): Promise<GPUComputePipeline> => {
    const { name, text } = arithmeticOf(p, denominator);
    const known = pipelines.get(name);
    if (known) return known;
    device.pushErrorScope('validation');
    const module = device.createShaderModule({ code: mutate(text) + traversal });
    const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module } });
    const error = await device.popErrorScope();
    if (error) throw new Error(error.message);
    pipelines.set(name, pipeline);
    return pipeline;
  };
  return async (rows, length, options) => {
    const { problem } = resolveArguments(rows, { ...options, shape: [rows.length / length, length] });
    const pipeline = await pipelineOf(problem);
    const count = rows.length / length;
    const words = new Uint32Array(4 + epsilonWordCount);
    words.set([length, count]);
    words.set(epsilonWords(problem.p, problem.denominator), 4);
    const bits = new Uint32Array(rows.buffer, rows.byteOffset, rows.length);
    const inputs = [words, bits].map((data) => bufferOf(device, data.byteLength, data));
    const outputs = [4 * rows.length, 16 * count, 16 * count].map((size) => bufferOf(device, size));
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    const entries = [...inputs, ...outputs].map((buffer, binding) => ({ binding, resource: { buffer } }));
    pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
    pass.dispatchWorkgroups(Math.ceil(count / 8));
    pass.end();
    const reads = outputs.map((buffer) => {
      const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ;
      const read = device.createBuffer({ size: buffer.size, usage });
      encoder.copyBufferToBuffer(buffer, 0, read, 0, buffer.size);
      return read;
    });
    device.queue.submit([encoder.finish()]);
    await Promise.all(reads.map((read) => read.mapAsync(GPUMapMode.READ)));
    const [output, norms, slices] = reads.map((read) => read.getMappedRange().slice(0));
    for (const buffer of [...inputs, ...outputs, ...reads]) buffer.destroy();
    return {
      output: new Float32Array(output!),
      norms: new Uint32Array(norms!),
      slices: new Uint32Array(slices!),
    };
  };
}

function bufferOf(device: GPUDevice, size: number, data?: Uint32Array<ArrayBuffer> | Uint32Array): GPUBuffer {
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC;
  const buffer = device.createBuffer({ size, usage, mappedAtCreation: data !== undefined });
  if (data) {
    new Uint32Array(buffer.getMappedRange()).set(data);
    buffer.unmap();
  }
  return buffer;
}
