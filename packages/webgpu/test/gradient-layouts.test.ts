import type { Problem } from '@unitsphere/core';
import { toFixed } from '@unitsphere/core/reference';
import { gradient, norms } from '@unitsphere/cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { gradientError } from '../../conformance/src/gradient-error.ts';
import { float32Families, float32Slice } from '../../cpu/test/slice-families.ts';
import type { Over } from '../src/gradient-text.ts';
import { startDevice } from './device.ts';
import { type Call, gradientOn, traitsOfKinds } from './gradient-on-device.ts';

/** In float32 ULP of max|dy|/D, beyond half a ULP of the result: cpu's float64 is off by some n·2^-25 (docs/numerics.md). */
const boundOf = (length: number): number => Math.max(2 ** -12, length * 2 ** -24);

let device: GPUDevice;
beforeAll(async () => {
  device = await startDevice();
});

interface Layout {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
  readonly gap?: number;
  readonly base?: number;
  /** One slice in how many is looked at closely; all must have been written. */
  readonly every?: number;
}

const fill = 7;

/** Ordinary values, as many as the layout's buffer has. */
const draw = (elements: number, seed: number): Float32Array<ArrayBuffer> =>
  Float32Array.from(float32Slice(float32Families.ordinary, elements, seed));

/** Compares a gradient with cpu's in float64, slice by slice; what is in the gaps must be what was there. */
async function compare(p: number, layout: Layout, call: Call) {
  const { outer, length, inner, gap = 0, base = 0, every = 1 } = layout;
  const { over = 'fresh' } = call;
  const stride = length * inner + gap;
  const problem: Problem = {
    dtype: 'float32',
    outer,
    length,
    inner,
    stride,
    p,
    denominator: { form: 'floor', of: 'norm', epsilon: 0 },
  };
  const elements = base + outer * stride;
  const x = draw(elements, length + 1);
  const dy = over === 'both' ? x : draw(elements, length + 2);
  const dx = await gradientOn(device, problem, x, dy, { ...call, base, before: fill });
  const seen = new Uint8Array(elements);
  const before = { fresh: x.slice().fill(fill), source: x, upstream: dy, both: x }[over];
  let worst = 0;
  const slices = outer * inner;
  for (let s = 0; s < slices; s++) {
    const first = base + Math.floor(s / inner) * stride + (s % inner);
    for (let k = 0; k < length; k++) seen[first + k * inner] = dx[first + k * inner] === fill ? 2 : 1;
    if (s % every > 0 && s < slices - 9) continue;
    const pick = (array: Float32Array) => Float64Array.from({ length }, (_, k) => array[first + k * inner]!);
    const [slice, upstream] = [pick(x), pick(dy)];
    const exact = gradient(slice, upstream, { p });
    const d = toFixed(norms(slice, { p })[0]!);
    const steepest = upstream.reduce((max, v) => Math.max(max, Math.abs(v)), 0);
    for (let k = 0; k < length; k++) {
      const got = dx[first + k * inner]!;
      // Where it is clear, without integers: half a ULP is at most 2^-24 of the result.
      if (Math.abs(got - exact[k]!) <= 2 ** -25 * Math.abs(exact[k]!)) continue;
      worst = Math.max(worst, gradientError(got, exact[k]!, { steepest, d, dtype: 'float32' }));
    }
  }
  expect(worst, JSON.stringify({ p, ...layout, over })).toBeLessThanOrEqual(boundOf(length));
  expect(seen.indexOf(2), 'every element is written').toBe(-1);
  const kept = seen.every((isElement, i) => isElement === 1 || Object.is(dx[i], before[i]));
  expect(kept, 'gaps are left as they are').toBe(true);
}

describe.each(Object.entries(traitsOfKinds))('%s', (_, traits) => {
  // Around the blocks of terms, the lanes and the parts of src/lanes.ts.
  const lengths = traits.isSoftware
    ? [1, 2, 63, 64, 65, 1024, 1025, 2049]
    : [1, 16, 17, 128, 129, 513, 1024, 4097];
  test.each(lengths)('rows and columns of %d', async (length) => {
    for (const p of [1, 2, Infinity]) {
      await compare(p, { outer: 3, length, inner: 1 }, { traits });
      if (length < 600) await compare(p, { outer: 2, length, inner: 11, gap: 3 }, { traits });
    }
  });

  test.each(['fresh', 'source', 'upstream', 'both'] as const satisfies readonly Over[])(
    'over %s, with gaps and an offset',
    async (over) => {
      // Of the order it does not depend, but for the dispatch that counts ties.
      for (const p of over === 'source' ? [2, Infinity] : [2]) {
        await compare(p, { outer: 7, length: 33, inner: 1, gap: 3, base: 5 }, { traits, over });
        await compare(p, { outer: 3, length: 17, inner: 9, gap: 2, base: 1 }, { traits, over });
        await compare(p, { outer: 2, length: 9001, inner: 1, gap: 1, base: 3 }, { traits, over });
      }
    },
  );

  test.each([1, 2, Infinity])('p = %d: few slices that are long', async (p) => {
    await compare(p, { outer: 1, length: 2 ** 18 + 3, inner: 1 }, { traits });
    await compare(p, { outer: 1, length: 9011, inner: 3, gap: 5 }, { traits });
  });

  test('no elements, nothing to do', async () => {
    await compare(2, { outer: 0, length: 3, inner: 1, base: 4 }, { traits });
    await compare(2, { outer: 3, length: 0, inner: 1, base: 4 }, { traits });
  });
});

test('more than 65535 workgroups', async () => {
  const traits = traitsOfKinds['as on a processor']!;
  await compare(2, { outer: 70_000 * 8, length: 2, inner: 1, every: 997 }, { traits });
});
