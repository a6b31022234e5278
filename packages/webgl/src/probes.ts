import type { Problem } from '@unitsphere/core';
import type { GpuKernels } from './gpu-kernels.ts';
import type { Kernel, Texels } from './plan.ts';
import { planNormalize } from './plan-normalize.ts';
import { halvesOf, runPlan } from './run-plan.ts';

/** Something that a driver must do right, with bits of float32 that go in and those that must come out. */
export interface Probe {
  readonly name: string;
  readonly given: Uint32Array<ArrayBuffer>;
  readonly expected: Uint32Array<ArrayBuffer>;
  run(on: Runs, source: Texels): Texels;
}

interface Runs {
  readonly context: WebGL2RenderingContext;
  readonly kernels: GpuKernels;
}

/** Values that drivers are known to change on the way: subnormals flushed, NaN made a number, −0 made 0. */
const delicate = Uint32Array.of(
  ...[0x3f800000, 0x7f7fffff, 0x7fc00000, 0x00000001, 0x007fffff, 0x80000001, 0x80000000, 0x7f800000],
  ...[0xff7fffff, 0x00800000, 0x33800001, 0x4b7fffff],
);

/** Pairs whose product and whose quotient and remainder need all 32 bits. */
const pairs = [
  [0xffffffff, 0xffffffff],
  [0x12345678, 0x9abcdef1],
  [0x80000000, 3],
  [0xfffe0001, 0xffff],
  [0x01000001, 0x00ffffff],
  [7, 0x7fffffff],
] as const;

const copy: Kernel = {
  name: 'probe bits',
  textures: ['source'],
  sizes: [],
  code: () => 'vec4 texel(uint thread) { return bits_of(fetch_source(thread)); }',
};

/** A texel of halves a pair: its product, and the first number shifted and added with carry. */
const multiply: Kernel = {
  name: 'probe multiply',
  textures: ['source'],
  sizes: [],
  code: () => `vec4 texel(uint thread) {
uvec4 halves = whole(fetch_source(thread));
uint a = halves.x | (halves.y << 16u);
uint b = halves.z | (halves.w << 16u);
uint product = a * b;
uint mixed = (a >> (b & 31u)) + (a << 7u) + uint(a < b);
return whole_of(uvec4(product & 0xffffu, product >> 16u, mixed & 0xffffu, mixed >> 16u));
}`,
};

/** Ordinary, subnormal and huge rows, and one whose quotients are ties of subnormals: (…) / 2 with bits behind the tie. */
const rows = Float32Array.of(
  ...[3, 4, 0, -0],
  ...[3 * 2 ** -149, -(4 * 2 ** -149), 0, 0],
  ...[2 ** 127, 2 ** 127, -(2 ** 127), 2 ** 127],
  ...[2, 3 * 2 ** -149, 5 * 2 ** -149, 7 * 2 ** -149],
);

const units = Float32Array.of(
  ...[3 / 5, 4 / 5, 0, -0],
  ...[3 / 5, -4 / 5, 0, 0],
  ...[1 / 2, 1 / 2, -1 / 2, 1 / 2],
  // The norm is above 2, so that each quotient lies below the middle.
  ...[1, 2 ** -149, 2 * 2 ** -149, 3 * 2 ** -149],
);

const problem: Problem = {
  dtype: 'float32',
  outer: 4,
  length: 4,
  inner: 1,
  stride: 4,
  p: 2,
  denominator: { form: 'floor', of: 'norm', epsilon: 0 },
};

const bitsOf = (values: Float32Array): Uint32Array<ArrayBuffer> => new Uint32Array(values.slice().buffer);

export const probes: readonly Probe[] = [
  {
    name: 'bits of float32',
    given: delicate,
    expected: delicate,
    run: ({ kernels }, source) => kernels.run(copy, delicate.length / 4, {}, { source }),
  },
  {
    name: 'integer multiply',
    given: bitsOf(halvesOf(Uint32Array.of(...pairs.flat()))),
    expected: bitsOf(
      halvesOf(
        Uint32Array.of(
          ...pairs.flatMap(([a, b]) => [Math.imul(a, b), (a >>> (b & 31)) + (a << 7) + (a < b ? 1 : 0)]),
        ),
      ),
    ),
    run: ({ kernels }, source) => kernels.run(multiply, pairs.length, {}, { source }),
  },
  {
    name: 'known rows',
    given: bitsOf(rows),
    expected: bitsOf(units),
    run({ context, kernels }, source) {
      const plan = planNormalize(problem, rows.length);
      const { destination } = runPlan(context, kernels, plan, { source }, ['destination']);
      return destination!;
    },
  },
];
