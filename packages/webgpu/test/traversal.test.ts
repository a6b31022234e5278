import type { Denominator, Problem } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { float32Families, float32Slice } from '../../cpu/test/slice-families.ts';
import { startDevice } from './device.ts';
import { kindsOfDevice, type Runner, runnerOn } from './traversal-on-device.ts';

const none: Denominator = { form: 'floor', of: 'norm', epsilon: 0 };
const oracle = cpu();
let runner: Runner;

beforeAll(async () => {
  runner = runnerOn(await startDevice());
});

interface Shape {
  outer?: number;
  length: number;
  inner?: number;
  gap?: number;
  p?: number;
}

function problemOf(
  { outer = 1, length, inner = 1, gap = 0, p = 2 }: Shape,
  denominator: Denominator = none,
): Problem {
  return { dtype: 'float32', outer, length, inner, stride: length * inner + gap, p, denominator };
}

function valuesFor({ outer, stride }: Problem, family: keyof typeof float32Families, seed = 1): Float32Array {
  return float32Slice(float32Families[family], outer * stride, seed);
}

/** Where bits differ; the first few, since arrays are large. */
function differing(actual: Float32Array, wanted: Float32Array): string[] {
  const [got, expected] = [actual, wanted].map((x) => new Uint32Array(x.buffer, x.byteOffset, x.length)) as [
    Uint32Array,
    Uint32Array,
  ];
  const lines: string[] = actual.length === wanted.length ? [] : ['lengths differ'];
  for (let i = 0; i < expected.length && lines.length < 5; i++) {
    if (got[i] !== expected[i]) lines.push(`[${i}] expected ${wanted[i]}, got ${actual[i]}`);
  }
  return lines;
}

describe.each(Object.entries(kindsOfDevice))('planned for %s', (_, traits) => {
  /** By bits against cpu's kernel, which is exact, fresh and in place; what lies between the blocks stays. */
  const check = async (problem: Problem, values: Float32Array, base = 0): Promise<void> => {
    const within = (x: Float32Array): Float32Array => x.subarray(base);
    const wanted = values.slice().fill(77);
    oracle.normalize(within(values), problem, within(wanted));
    const fresh = await runner.normalize(values, problem, { traits, base, before: 77, measured: false });
    expect(differing(fresh.output, wanted)).toEqual([]);
    const over = values.slice();
    oracle.normalize(within(values), problem, within(over));
    const inPlace = await runner.normalize(values, problem, { traits, base, inPlace: true, measured: false });
    expect(differing(inPlace.output, over)).toEqual([]);
  };
  const sameBut = (of: Partial<Shape>, lengths: number[]): Shape[] =>
    lengths.map((length) => ({ length, ...of }));
  const shapes: Shape[] = [
    ...sameBut({}, [0, 1, 2, 3, 15, 16, 17, 32, 33, 127, 128, 129, 767, 1023, 1024, 1025]),
    ...sameBut({}, [2047, 2048, 2049, 4095, 4096, 4097, 5000]),
    ...sameBut({ outer: 67 }, [1, 7, 8, 16, 17, 64, 100, 128, 129]),
    ...sameBut({ outer: 5, gap: 3 }, [1, 5, 16, 33, 1025]),
    ...sameBut({ outer: 33 }, [1100, 4100]),
    ...sameBut({ inner: 37 }, [1, 2, 16, 17, 128, 129, 512, 513, 900]),
    ...sameBut({ outer: 3, inner: 2, gap: 1 }, [3, 100, 5000]),
    ...sameBut({ outer: 2, inner: 300, gap: 7 }, [1, 5, 300]),
  ];

  test.each(shapes)('%j', async (shape) => {
    const problem = problemOf(shape);
    await check(problem, valuesFor(problem, 'ordinary'));
    await check(problem, valuesFor(problem, 'mixed scale'));
  });

  test.each([1, Infinity])('the same traversals at p = %d', async (p) => {
    for (const shape of [
      { outer: 9, length: 100 },
      { outer: 3, length: 1000, inner: 5 },
      { length: 5000 },
      { length: 20000, inner: 3 },
    ]) {
      const problem = problemOf({ ...shape, p });
      await check(problem, valuesFor(problem, 'ordinary'));
      await check(problem, valuesFor(problem, 'mixed scale'));
    }
  });

  test('a lane whose later elements outgrow its first ones', async () => {
    for (const length of [300, 5000, 40000]) {
      const problem = problemOf({ length });
      await check(
        problem,
        Float32Array.from({ length }, (_, i) => (i % 7) * 2 ** ((240 * i) / length - 130)),
      );
    }
  });

  test('elements before the first one stay and count for nothing', async () => {
    const problem = problemOf({ outer: 3, length: 40, gap: 2 });
    await check(problem, float32Slice(float32Families.ordinary, 13 + 3 * 42, 3), 13);
    const long = problemOf({ length: 30000 });
    await check(long, float32Slice(float32Families.ordinary, 30000 + 63, 3), 63);
  });

  test('more workgroups than one dimension takes', async () => {
    const problem = problemOf({ outer: 65536 * 8 + 3, length: 3 });
    await check(problem, valuesFor(problem, 'ordinary'));
    const lengthy = problemOf({ outer: 65537, length: 65 });
    await check(lengthy, valuesFor(lengthy, 'ordinary'));
  });

  test('slices of more than a million elements', async () => {
    const problem = problemOf({ outer: 2, length: 2 ** 20 + 3 });
    await check(problem, valuesFor(problem, 'ordinary'));
  });

  describe.each([
    ['one dispatch', 50, 37],
    ['two dispatches', 40000, 1],
  ])('special slices, %s', (_name, length, inner) => {
    const special = [Number.NaN, Infinity, -Infinity];
    test.each([
      ['none', none],
      ['max', { form: 'floor', of: 'norm', epsilon: 3 }],
      ['keep-below', { form: 'keep', of: 'norm', epsilon: 5 }],
      ['add-squared', { form: 'plus', of: 'square', epsilon: 1e-3 }],
    ] as const)('%s', async (_rule, denominator) => {
      const problem = problemOf({ outer: 5, length, inner, gap: 1 }, denominator);
      const values = valuesFor(problem, 'ordinary');
      // A block of zeros, one of short slices, one with what is not finite.
      values.fill(-0, 0, problem.stride).fill(1e-5, problem.stride, 2 * problem.stride);
      for (const [k, x] of special.entries())
        values[3 * problem.stride + k * inner + k * (inner > 1 ? 1 : 0)] = x;
      const wanted = oracle.normalizeWithNorms(values, problem, values.slice().fill(0));
      // Each kernel takes SwiftShader a third of a second: the kit has the rules fresh, and without norms.
      for (const inPlace of denominator === none ? [false, true] : [true]) {
        const got = await runner.normalize(values, problem, { traits, inPlace, firstNorm: 3, before: 0 });
        const expected = inPlace ? oracle.normalize(values, problem, values.slice()) : wanted.output;
        expect(differing(got.output, expected as Float32Array)).toEqual([]);
        expect(worstUlp(got.norms.subarray(3), wanted.norms as Float64Array)).toBeLessThanOrEqual(1);
        expect(got.norms.subarray(0, 3)).toEqual(new Float64Array(3).fill(got.norms[0]!));
        expect(got.tally.slice(0, 3)).toEqual([...wanted.tally].slice(0, 3));
      }
      const norms = await runner.norms(values, problem, { traits, firstNorm: 3 });
      expect(worstUlp(norms.subarray(3), wanted.norms as Float64Array)).toBeLessThanOrEqual(1);
    });
  });

  test('slices without elements have norms and count as zero', async () => {
    const problem = problemOf({ outer: 3, length: 0, inner: 2 });
    const { norms, tally } = await runner.normalize(new Float32Array(0), problem, { traits });
    expect([...norms]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(tally).toEqual([6, 0, 0, 0]);
    expect([...(await runner.norms(new Float32Array(0), problem, { traits }))]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('what exact arithmetic settles is counted: exact ties in every lane', async () => {
    // N = 2, and 3 · 2^-149 / 2 lies in the middle between two subnormals.
    for (const [length, inner] of [
      [100, 1],
      [700, 9],
      [40000, 1],
    ] as const) {
      const problem = problemOf({ length, inner, p: Infinity });
      const values = new Float32Array(length * inner).fill(3 * 2 ** -149).fill(2, 0, inner);
      await check(problem, values);
      const { tally } = await runner.normalize(values, problem, { traits, inPlace: true });
      expect(tally).toEqual([0, 0, 0, (length - 1) * inner]);
    }
  });
});

/** In steps from one float64 to the next; NaN is as far from numbers as infinity. */
function worstUlp(actual: Float64Array, wanted: Float64Array): number {
  expect(actual.length).toBe(wanted.length);
  const [got, expected] = [actual, wanted].map((x) => new BigInt64Array(x.slice().buffer)) as [
    BigInt64Array,
    BigInt64Array,
  ];
  const steps = Array.from(got, (bits, i) => Math.abs(Number(bits - expected[i]!)));
  return Math.max(0, ...steps);
}
