import type { DType, FloatArray } from '@unitsphere/core';
import fc, { type Arbitrary } from 'fast-check';
import { literal, optionPairs } from '../snippet.ts';
import { disagreement } from './agreement.ts';
import { arrayOf, arrays, orders } from './examples.ts';
import type { Relation } from './relation-case.ts';

interface Boxed {
  readonly x: FloatArray;
  readonly p: number;
  readonly shape: readonly [number, number, number];
  readonly axis: number;
}

const dimension = fc.integer({ min: 1, max: 9 });
const boxes = fc.record({
  shape: fc.tuple(dimension, dimension, dimension),
  axis: fc.integer({ min: 0, max: 2 }),
  p: orders,
});

export const transposing: Relation<Boxed> = {
  name: 'normalizing along an axis is transposing, normalizing the last axis and transposing back',
  elements: 9 ** 3,
  runs: 500,
  examples: (dtype) => boxes.chain((box) => exactly(dtype, size(box.shape)).map((x) => ({ ...box, x }))),
  async fault(oracle, { x, p, shape, axis }) {
    const along = await oracle.normalize(x, { shape, axis, p });
    const places = transposed(shape, axis);
    const moved = arrayOf(
      oracle.dtype,
      places.map((from) => x[from]!),
    );
    const last = await oracle.normalize(moved, {
      shape: [x.length / shape[axis]!, shape[axis]!],
      axis: -1,
      p,
    });
    const back = x.slice();
    places.forEach((to, from) => {
      back[to] = last[from]!;
    });
    return disagreement(along, back, oracle);
  },
  snippet: ({ x, p, shape, axis }) => [
    `const x = ${literal(x)};`,
    `const y = await normalizer.normalize(x, { ${optionPairs({ shape, axis, p }).join(', ')} });`,
    '// Element i of the transposed array is element places[i] of x.',
    `const places = ${JSON.stringify(transposed(shape, axis))};`,
    'const moved = x.map((_, i) => x[places[i]]);',
    `const last = await normalizer.normalize(moved, { shape: [${x.length / shape[axis]!}, ${shape[axis]}], p: ${p} });`,
    'console.log(x.map((_, i) => y[places[i]]), last);',
  ],
};

interface Batched {
  readonly x: FloatArray;
  readonly p: number;
  readonly shape: readonly [number, number];
}

const batches = fc.record({
  shape: fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 70 })),
  p: orders,
});

export const batching: Relation<Batched> = {
  name: 'a batch is its slices one by one',
  elements: 840,
  runs: 300,
  examples: (dtype) =>
    batches.chain((batch) => exactly(dtype, size(batch.shape)).map((x) => ({ ...batch, x }))),
  async fault(oracle, { x, p, shape }) {
    const together = await oracle.normalize(x, { shape, p });
    const single = x.slice();
    for (let from = 0; from < x.length; from += shape[1])
      single.set(await oracle.normalize(x.slice(from, from + shape[1]), { p }), from);
    return disagreement(together, single, oracle);
  },
  snippet: ({ x, p, shape }) => [
    `const x = ${literal(x)};`,
    `const options = { ${optionPairs({ shape, p }).join(', ')} };`,
    'console.log(await normalizer.normalize(x, options));',
    `for (let at = 0; at < x.length; at += ${shape[1]})`,
    `  console.log(await normalizer.normalize(x.slice(at, at + ${shape[1]}), { p: ${p} }));`,
  ],
};

function exactly(dtype: DType, count: number): Arbitrary<FloatArray> {
  return arrays(dtype, { from: count, to: count });
}

function size(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1);
}

/** Where each element of the array with `axis` moved to the end comes from. */
function transposed(shape: readonly number[], axis: number): number[] {
  const inner = size(shape.slice(axis + 1));
  const length = shape[axis]!;
  return Array.from({ length: size(shape) }, (_, at) => {
    const slice = Math.floor(at / length);
    return Math.floor(slice / inner) * length * inner + (at % length) * inner + (slice % inner);
  });
}
