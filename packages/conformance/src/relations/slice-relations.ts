import type { FloatArray } from '@unitsphere/core';
import fc from 'fast-check';
import { literal } from '../snippet.ts';
import { disagreement } from './agreement.ts';
import { arrayOf, longest, type SliceExample, slices } from './examples.ts';
import type { Relation } from './relation-case.ts';

interface Scaled extends SliceExample {
  readonly exponent: number;
}

/** Under rule none the scale goes with the norm: the quotients are the very same real numbers. */
export const scaling: Relation<Scaled> = {
  name: 'scaling a slice by a power of two changes no bit of the result',
  elements: longest,
  runs: 2000,
  examples: (dtype) =>
    fc
      .tuple(slices(dtype), fc.integer({ min: -60, max: 60 }))
      .map(([slice, exponent]) => ({ ...slice, exponent })),
  async fault(oracle, { x, p, exponent }) {
    const [plain, scaled] = [
      await oracle.normalize(x, { p }),
      await oracle.normalize(times(x, 2 ** exponent), { p }),
    ];
    return disagreement(plain, scaled, oracle);
  },
  snippet: ({ x, p, exponent }) => [
    `const x = ${literal(x)};`,
    `console.log(await normalizer.normalize(x, { p: ${p} }));`,
    `console.log(await normalizer.normalize(x.map((v) => v * 2 ** ${exponent}), { p: ${p} }));`,
  ],
};

/** Rounding to nearest, ties to even, knows no sign. */
export const negating: Relation<SliceExample> = {
  name: 'negating a slice negates the result',
  elements: longest,
  runs: 2000,
  examples: slices,
  async fault(oracle, { x, p }) {
    const [plain, negated] = [await oracle.normalize(x, { p }), await oracle.normalize(times(x, -1), { p })];
    return disagreement(times(plain, -1), negated, oracle);
  },
  snippet: ({ x, p }) => [
    `const x = ${literal(x)};`,
    `console.log(await normalizer.normalize(x, { p: ${p} }));`,
    `console.log(await normalizer.normalize(x.map((v) => -v), { p: ${p} }));`,
  ],
};

interface Permuted extends SliceExample {
  /** Where each element comes from. */
  readonly order: readonly number[];
}

export const permuting: Relation<Permuted> = {
  name: 'permuting a slice permutes the result',
  elements: longest,
  runs: 2000,
  examples: (dtype) =>
    slices(dtype).chain((slice) =>
      fc
        .shuffledSubarray([...slice.x.keys()], { minLength: slice.x.length, maxLength: slice.x.length })
        .map((order) => ({ ...slice, order })),
    ),
  async fault(oracle, { x, p, order }) {
    const permute = (values: FloatArray): FloatArray =>
      arrayOf(
        oracle.dtype,
        order.map((from) => values[from]!),
      );
    const [plain, permuted] = [await oracle.normalize(x, { p }), await oracle.normalize(permute(x), { p })];
    return disagreement(permute(plain), permuted, oracle);
  },
  snippet: ({ x, p, order }) => [
    `const x = ${literal(x)};`,
    `const order = ${JSON.stringify(order)};`,
    `console.log((await normalizer.normalize(x, { p: ${p} })).map((_, i, y) => y[order[i]]));`,
    `console.log(await normalizer.normalize(x.map((_, i) => x[order[i]]), { p: ${p} }));`,
  ],
};

function times(values: FloatArray, factor: number): FloatArray {
  return values.map((v: number) => v * factor);
}
