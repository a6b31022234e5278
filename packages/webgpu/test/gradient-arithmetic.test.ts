import { beforeAll, expect, test } from 'vitest';
import { extendedAt, unit } from '../../core/test/words/extended-numbers.ts';
import { extendedSuite } from '../../core/test/words/extended-suite.ts';
import { productSuite } from '../../core/test/words/product-suite.ts';
import { usage } from '../src/buffers.ts';
import { watched } from '../src/faults.ts';
import { decode, extended, gradientProduct, gradientProductDigits, wide } from '../src/generated/kernels.ts';
import { startDevice } from './device.ts';

let device: GPUDevice;
beforeAll(async () => {
  device = await startDevice();
});

/** What a kernel of one lane a workgroup makes of `input`, four words for each of `count`. */
async function computed(body: string, input: Uint32Array<ArrayBuffer>, count: number) {
  const made: GPUBuffer[] = [];
  const create = (size: number, kinds: number): GPUBuffer => {
    made.push(device.createBuffer({ size, usage: kinds }));
    return made.at(-1)!;
  };
  const bytes = 16 * count;
  const [staging, outcome] = watched(device, () => {
    const module = device.createShaderModule({
      code: `${wide}${decode}${extended}${gradientProductDigits}${gradientProduct}
@group(0) @binding(0) var<storage, read> input: array<u32>;
@group(0) @binding(1) var<storage, read_write> output: array<Extended>;
@compute @workgroup_size(1) fn main(@builtin(workgroup_id) id: vec3<u32>) { let i = id.x; ${body} }
// A larger product moves the window, a smaller one goes to its digits.
fn add_any_product(x: u32, dy: u32) {
  if (!add_product(x, dy)) {
    let place = exponent_field(x & 0x7fffffffu) + exponent_field(dy & 0x7fffffffu);
    if (place > product_place) { move_products(place); _ = add_product(x, dy); } else { add_far_product(x, dy); }
  }
}
fn given(i: u32) -> Extended { return Extended(input[4u * i], bitcast<i32>(input[4u * i + 1u]), input[4u * i + 2u], input[4u * i + 3u]); }`,
    });
    const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module } });
    const buffers = [
      create(input.byteLength, usage.storage | usage.copyDestination),
      create(bytes, usage.storage | usage.copySource),
    ];
    device.queue.writeBuffer(buffers[0]!, 0, input);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
    pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
    pass.dispatchWorkgroups(count);
    pass.end();
    const copy = create(bytes, usage.mapRead | usage.copyDestination);
    encoder.copyBufferToBuffer(buffers[1]!, 0, copy, 0, bytes);
    device.queue.submit([encoder.finish()]);
    return copy;
  });
  const failure = await outcome;
  if (failure !== undefined) throw failure;
  await staging.mapAsync(1);
  const words = new Uint32Array(staging.getMappedRange().slice(0));
  for (const buffer of made) buffer.destroy();
  return words;
}

extendedSuite(
  {
    both: (operation, pairs, count) =>
      computed(`output[i] = ${operation}(given(2u * i), given(2u * i + 1u));`, pairs, count),
    rounded: (pairs, count) =>
      computed('output[i] = Extended(float32_of(given(2u * i)), 0i, 0u, 0u);', pairs, count),
  },
  20_000,
);

test('extended_of keeps a float32', async () => {
  const bits = Uint32Array.of(0, 0x80000000, 1, 0x807fffff, 0x800000, 0x3f800000, 0xff7fffff, 0x42280001);
  const got = await computed('output[i] = extended_of(input[i]);', bits, bits.length);
  const floats = new Float32Array(bits.buffer);
  bits.forEach((_, i) => {
    expect(extendedAt(got, i)).toBe(BigInt(floats[i]! * 2 ** 149) << (unit - 149n));
  });
});

productSuite({
  // As seldom as the header of gradient-product.wgsl allows.
  sums: (input, length, count) =>
    computed(
      `clear_product();
      for (var k = 0u; k < ${length}u; k++) {
        let at = (i * ${length}u + k) * 2u;
        add_any_product(input[at], input[at + 1u]);
        if (k % 64u == 63u) { carry_products(); }
      }
      finish_products();
      output[i] = product_of_slice();`,
      input,
      count,
    ),
  cancelled: (ends, between, terms) =>
    computed(
      `clear_product();
      for (var k = 0u; k < ${terms}u; k++) {
        let x = select(input[1], input[0], k == 0u || k == ${terms - 1}u);
        let dy = x ^ select(0u, 0x80000000u, k == ${terms - 1}u);
        add_any_product(x, dy);
        if (k % 64u == 63u) { carry_products(); }
      }
      finish_products();
      output[i] = product_of_slice();`,
      Uint32Array.of(ends, between),
      1,
    ),
});
