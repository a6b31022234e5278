import { bitLength } from '@unitsphere/core/reference';
import { beforeAll, describe, expect, test } from 'vitest';
import { usage } from '../src/buffers.ts';
import { watched } from '../src/faults.ts';
import { decode, extended, gradientProduct, gradientProductDigits, wide } from '../src/generated/kernels.ts';
import { startDevice } from './device.ts';
import { randomBits } from './gradient-random.ts';

let device: GPUDevice;
beforeAll(async () => {
  device = await startDevice();
});

/** What a kernel of one lane a workgroup makes of `input`, `wordsEach` words for each of `count`. */
async function computed(body: string, input: Uint32Array<ArrayBuffer>, count: number, wordsEach: number) {
  const made: GPUBuffer[] = [];
  const create = (size: number, kinds: number): GPUBuffer => {
    made.push(device.createBuffer({ size, usage: kinds }));
    return made.at(-1)!;
  };
  const bytes = count * wordsEach * 4;
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

/** Units that hold the exponents that are drawn here, products and quotients of two included. */
const unit = 1200n;

/** Extended number `i` of an array of words, in units of 2^-1200. */
function extendedAt(words: Uint32Array, i: number): bigint {
  const [sign, exponent, high, low] = words.subarray(4 * i, 4 * i + 4);
  const significand = (BigInt(high!) << 32n) | BigInt(low!);
  if (significand === 0n) return 0n;
  expect(high! >>> 31, 'bit 63 is set').toBe(1);
  const value = significand << (unit + BigInt(exponent! | 0));
  return sign ? -value : value;
}

const absolute = (n: bigint): bigint => (n < 0n ? -n : n);

/** |got − exact| in units of 2^-64 of `scale`. */
function errorOf(got: bigint, exact: bigint, scale: bigint): number {
  return scale === 0n
    ? Number(got - exact)
    : Number((absolute(got - exact) << 84n) / absolute(scale)) / 2 ** 20;
}

describe('numbers of 64 bits', () => {
  const count = 20_000;
  const random = randomBits(1);
  const pick = <T>(...from: readonly T[]): T => from[random() % from.length]!;
  const word = (): number => pick(0, 0xffffffff, 2 ** (random() % 32), random(), random());
  const draw = (): number[] => {
    // Ordinary ones, those near each other, around the subnormals and the largest of float32, and halfway between two float32.
    const exponent = pick(
      -213 + (random() % 300),
      -63 + (random() % 3),
      -190 - (random() % 30),
      64 - (random() % 3),
    );
    const halfway = random() % 8 === 0;
    const high = (word() | 0x80000000) >>> 0;
    return [
      pick(0, 0x80000000),
      exponent >>> 0,
      halfway ? ((high & ~0xff) | 0x80) >>> 0 : high,
      halfway ? pick(0, 1, 0xffffffff) : word(),
    ];
  };
  const input = new Uint32Array(8 * count);
  for (let i = 0; i < count; i++) {
    const first = draw();
    const near = [pick(0, 0x80000000), first[1]!, first[2]!, first[3]! ^ (random() % 4)];
    input.set(first, 8 * i);
    input.set(random() % 8 === 0 ? near.map((v) => v >>> 0) : draw(), 8 * i + 4);
  }

  const within = async (operation: string, exactOf: (a: bigint, b: bigint) => bigint, largest: boolean) => {
    const got = await computed(
      `output[i] = ${operation}(given(2u * i), given(2u * i + 1u));`,
      input,
      count,
      4,
    );
    let worst = 0;
    for (let i = 0; i < count; i++) {
      const [a, b] = [extendedAt(input, 2 * i), extendedAt(input, 2 * i + 1)];
      const exact = exactOf(a, b);
      const scale = largest ? (absolute(a) > absolute(b) ? a : b) : exact;
      worst = Math.max(worst, errorOf(extendedAt(got, i), exact, scale));
    }
    // 2^-61.
    expect(worst).toBeLessThan(8);
    expect(worst).toBeGreaterThan(0);
  };

  test('a product is within 2^-61', () => within('extended_product', (a, b) => (a * b) >> unit, false));
  test('a quotient is within 2^-61', () => within('extended_quotient', (a, b) => (a << unit) / b, false));
  test('a difference is within 2^-61 of the larger', () =>
    within('extended_difference', (a, b) => a - b, true));

  test('zero is less than anything, and stays zero', async () => {
    const one = [0, -63 >>> 0, 0x80000000, 0];
    const zero = [0, -0x100000 >>> 0, 0, 0];
    const pairs = Uint32Array.of(...one, ...zero, ...zero, ...one, ...zero, ...zero, ...one, ...one);
    const differences = await computed(
      'output[i] = extended_difference(given(2u * i), given(2u * i + 1u));',
      pairs,
      4,
      4,
    );
    const value = 1n << unit;
    expect([0, 1, 2, 3].map((i) => extendedAt(differences, i))).toEqual([value, -value, 0n, 0n]);
    const products = await computed(
      'output[i] = extended_product(given(2u * i), given(2u * i + 1u));',
      pairs,
      4,
      4,
    );
    expect([0, 1, 2, 3].map((i) => extendedAt(products, i))).toEqual([0n, 0n, 0n, value]);
  });

  test('float32_of rounds once, to nearest, ties to even, subnormals too; what is too large is ±∞', async () => {
    const got = await computed(
      'output[i] = Extended(float32_of(given(2u * i)), 0i, 0u, 0u);',
      input,
      count,
      4,
    );
    const bits = new Uint32Array(1);
    const float = new Float32Array(bits.buffer);
    for (let i = 0; i < count; i++) {
      const exact = extendedAt(input, 2 * i);
      bits[0] = got[4 * i]!;
      expect(Object.is(float[0], roundedOnce(exact)), `${input.subarray(8 * i, 8 * i + 4)}: ${bits[0]}`).toBe(
        true,
      );
    }
  });

  test('extended_of keeps a float32', async () => {
    const bits = Uint32Array.of(0, 0x80000000, 1, 0x807fffff, 0x800000, 0x3f800000, 0xff7fffff, 0x42280001);
    const got = await computed('output[i] = extended_of(input[i]);', bits, bits.length, 4);
    const floats = new Float32Array(bits.buffer);
    bits.forEach((_, i) => {
      expect(extendedAt(got, i)).toBe(BigInt(floats[i]! * 2 ** 149) << (unit - 149n));
    });
  });
});

/** In units of 2^-1200. */
function roundedOnce(exact: bigint): number {
  const magnitude = absolute(exact);
  const places = BigInt(Math.max(bitLength(magnitude) - 24, Number(unit) - 149));
  const below = magnitude >> places;
  const twice = (magnitude - (below << places)) * 2n;
  const one = 1n << places;
  const up = twice > one || (twice === one && below % 2n === 1n);
  const value = Number(below + (up ? 1n : 0n)) * 2 ** (Number(places) - 1200);
  return Math.fround(exact < 0n ? -value : value);
}

describe('Σ dy·x is exact', () => {
  const random = randomBits(2);
  const finite = (): number => {
    for (;;) {
      const bits = random();
      if ((bits & 0x7f800000) !== 0x7f800000) return bits;
    }
  };
  const kinds: Readonly<Record<string, (k: number, before: number) => number>> = {
    'every exponent': finite,
    'ordinary ones': () => (finite() & 0x81ffffff) | 0x3e000000,
    'the least subnormals': () => finite() & 0x80000001,
    'the largest, all positive': () => 0x7f7fffff,
    'the largest, half of them negative': (k) => (k % 2 === 0 ? 0x7f7fffff : 0xff7fffff),
    // x and dy are drawn in turn: dy of the second half takes the other sign.
    'what cancels but for little': (k, before) =>
      k % 97 === 0 ? 1 : before ^ (k % 2 === 0 ? 0 : 0x80000000),
  };
  test.each(Object.entries(kinds))('%s', async (_, draw) => {
    for (const length of [1, 2, 64, 65, 500]) {
      const count = 20;
      const input = new Uint32Array(2 * count * length);
      for (let k = 0; k < input.length; k++) input[k] = draw(k, k < length ? finite() : input[k - length]!);
      // As seldom as the header of gradient-product.wgsl allows.
      const got = await computed(
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
        4,
      );
      for (let i = 0; i < count; i++) {
        let exact = 0n;
        for (let k = 0; k < length; k++) {
          const at = 2 * (i * length + k);
          exact += integerOf(input[at]!) * integerOf(input[at + 1]!);
        }
        const scaled = exact << (unit - 298n);
        // 2^-63.
        expect(errorOf(extendedAt(got, i), scaled, scaled)).toBeLessThanOrEqual(2);
        if (exact === 0n) expect(extendedAt(got, i)).toBe(0n);
      }
    }
  });

  test('a million far below one that cancels: some must be carried on the way', async () => {
    // Each adds up to 2^12 to a digit.
    const terms = 2 ** 20;
    const [first, other] = [0x7f7fffff, 0x3fffffff];
    const got = await computed(
      `clear_product();
      for (var k = 0u; k < ${terms}u; k++) {
        let x = select(input[1], input[0], k == 0u || k == ${terms - 1}u);
        let dy = x ^ select(0u, 0x80000000u, k == ${terms - 1}u);
        add_any_product(x, dy);
        if (k % 64u == 63u) { carry_products(); }
      }
      finish_products();
      output[i] = product_of_slice();`,
      Uint32Array.of(first, other),
      1,
      4,
    );
    const scaled = (BigInt(terms - 2) * integerOf(other) ** 2n) << (unit - 298n);
    expect(errorOf(extendedAt(got, 0), scaled, scaled)).toBeLessThanOrEqual(2);
  });
});

/** A finite float32 in units of 2^-149. */
function integerOf(bits: number): bigint {
  const field = (bits >>> 23) & 0xff;
  const significand = BigInt(bits & 0x7fffff) | (field > 0 ? 0x800000n : 0n);
  const value = significand << BigInt(Math.max(field, 1) - 1);
  return bits >>> 31 ? -value : value;
}
