import type { FloatArray, Problem, Rule } from '@unitsphere/core';
import { createNormalizer, resolveRule } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';
import { expect, test } from 'vitest';
import { wasm } from '../src/index.ts';

/** Slices that pass through the window in parts, or many to a tile; the kit's own are mostly shorter. */
const layouts = [
  { title: 'a row longer than the window', outer: 2, length: 20001, inner: 1, gap: 0 },
  { title: 'rows with gaps', outer: 40, length: 777, inner: 1, gap: 3 },
  { title: 'more rows than have a state', outer: 600, length: 3, inner: 1, gap: 0 },
  {
    title: 'columns longer than the window holds of a cache line',
    outer: 2,
    length: 1500,
    inner: 19,
    gap: 5,
  },
  { title: 'more columns than have a state', outer: 1, length: 2, inner: 700, gap: 0 },
] as const;

const rules: readonly (readonly [Rule, number | undefined])[] = [
  ['none', undefined],
  ['max', 1e3],
  ['add', 2],
  ['keep-below', 40],
];

const scales = { ordinary: 1, 'near overflow': 2 ** 1016, subnormal: 2 ** -1060 } as const;

function numbers(length: number, seed: number): Float64Array {
  let state = seed;
  return Float64Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

function problemOf(
  dtype: 'float32' | 'float64',
  { outer, length, inner, gap }: (typeof layouts)[number],
  p: number,
  [rule, epsilon]: (typeof rules)[number],
): Problem {
  const { denominator } = resolveRule(epsilon === undefined ? { rule, p } : { rule, epsilon, p }, dtype);
  return { dtype, outer, length, inner, stride: length * inner + gap, p, denominator };
}

/** Values that lie further apart than `steps` neighbours, or differ in sign, or in being finite. */
function apart(a: FloatArray, b: FloatArray, steps: bigint): number {
  const words = (v: FloatArray): BigInt64Array => new BigInt64Array(Float64Array.from(v).buffer);
  const [x, y] = [words(a), words(b)];
  return x.reduce((count, v, i) => {
    const distance = v - y[i]!;
    return distance > steps || distance < -steps ? count + 1 : count;
  }, 0);
}

test.each(
  layouts.flatMap((layout) =>
    [1, 2, Infinity].flatMap((p) =>
      Object.entries(scales).map(([name, scale]) => ({ layout, p, name, scale })),
    ),
  ),
)('$layout.title of $name float64, p = $p, are cpu’s to one unit, in place too', async (given) => {
  const [fast, plain] = [await wasm(), cpu()];
  for (const rule of rules) {
    const problem = problemOf('float64', given.layout, given.p, rule);
    const { outer, inner, length, stride } = problem;
    const x = numbers(outer * stride, 7).map((v) => v * given.scale);
    // A zero slice and one that holds an infinity among the others.
    for (let k = 0; k < length; k++) x[k * inner] = -0;
    if (outer * inner > 1) x[(outer - 1) * stride + length * inner - 1] = Infinity;
    const wanted = plain.normalizeWithNorms(x, problem, x.slice());
    for (const output of [x.slice(), x]) {
      const got = fast.normalizeWithNorms(output === x ? x : x.slice(), problem, output);
      // Either is within 0.76 ULP of the quotient (docs/numerics.md, "float64").
      expect(apart(got.output, wanted.output, 1n)).toBe(0);
      expect(apart(got.norms, wanted.norms, 1n)).toBe(0);
      expect([...got.tally]).toEqual([...wanted.tally]);
    }
  }
});

test.each(layouts.flatMap((layout) => [1, 2, Infinity].map((p) => ({ layout, p }))))(
  'gradients and norms of $layout.title, p = $p, are cpu’s, over x and over dy too',
  async ({ layout, p }) => {
    const [fast, plain] = [await wasm(), cpu()];
    for (const rule of rules) {
      const problem = problemOf('float32', layout, p, rule);
      const { outer, inner, length, stride } = problem;
      const x = Float32Array.from(numbers(outer * stride, 3), (v) => Math.round(v * 64) / 16);
      const dy = Float32Array.from(numbers(outer * stride, 5));
      for (let k = 0; k < length; k++) x[k * inner] = 0;
      if (outer * inner > 1) dy[(outer - 1) * stride + length * inner - 1] = Number.NaN;
      expect(apart(fast.norms(x, problem), plain.norms(x, problem), 1n)).toBe(0);
      for (const over of ['x', 'dy', 'neither']) {
        const [a, b] = [x.slice(), dy.slice()];
        const into = over === 'x' ? a : over === 'dy' ? b : x.slice();
        const wanted = plain.gradient(x, dy, problem, into.slice());
        const got = fast.gradient(a, b, problem, into);
        expect(worst(got, wanted, problem)).toBeLessThan(1);
      }
    }
  },
);

/**
 * |got − wanted| as a share of what two results within 2^-28 of max|dy| ≤ 1 of the true one, then rounded, can be apart:
 * D is 1 at least in these tests, and 22 · 2^-53 · n is below 2^-33.
 */
function worst(got: FloatArray, wanted: FloatArray, { length }: Problem): number {
  expect(length).toBeLessThan(2 ** 16);
  return Array.from(got).reduce((most, v, i) => {
    const w = wanted[i]!;
    if (Object.is(v, w) || v === w) return most;
    const allowed = 2 ** -27 + Math.abs(w) * 2 ** -23;
    return Number.isNaN(v - w) ? Infinity : Math.max(most, Math.abs(v - w) / allowed);
  }, 0);
}

test('a norm beside ε is settled where the window holds only a part of its slice', async () => {
  const [fast, plain] = [createNormalizer(await wasm()), createNormalizer(cpu())];
  for (const shape of [
    [1, 20000],
    [20000, 3],
  ]) {
    const axis = shape[0] === 1 ? 1 : 0;
    const x = numbers(shape[0]! * shape[1]!, 11);
    const epsilon = plain.norms(x, { shape, axis, p: 1 })[0]!;
    const options = { shape, axis, p: 1, rule: 'keep-below', epsilon } as const;
    const wanted = plain.normalizeWithNorms(x, options);
    const got = fast.normalizeWithNorms(x, { ...options, output: x });
    expect(got.values).toEqual(wanted.values);
    expect(got.tally).toEqual(wanted.tally);
  }
});

test('the gradient of a norm beside ε is settled from a slice that is whole, over x too', async () => {
  const [fast, plain] = [await wasm(), cpu()];
  for (const layout of [layouts[0], layouts[3]]) {
    const plainProblem = problemOf('float32', layout, 1, ['none', undefined]);
    const x = Float32Array.from(
      numbers(layout.outer * plainProblem.stride, 3),
      (v) => Math.round(v * 64) / 16,
    );
    const dy = Float32Array.from(numbers(x.length, 5));
    const epsilon = plain.norms(x, plainProblem)[0] as number;
    const problem = problemOf('float32', layout, 1, ['max', epsilon]);
    const wanted = plain.gradient(x, dy, problem, x.slice());
    const over = x.slice();
    expect(worst(fast.gradient(over, dy, problem, over), wanted, problem)).toBeLessThan(1);
  }
});
