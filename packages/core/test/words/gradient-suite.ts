import { type Problem, type RuleOptions, resolveRule } from '@unitsphere/core';
import { exactDenominator, exactNorm, gradientExactly } from '@unitsphere/core/reference';
import { beforeAll, describe, expect, test } from 'vitest';
import { gradientError } from '../../../conformance/src/gradient-error.ts';
import { norms } from '../../../cpu/src/index.ts';
import { ruleCases } from '../../../cpu/test/rule-cases.ts';
import { type Draw, float32Families, float32Slice } from '../../../cpu/test/slice-families.ts';

export interface GradientCall {
  readonly problem: Problem;
  readonly x: Float32Array;
  readonly dy: Float32Array;
}

/** dx of each call. */
export type GradientsOf = (calls: readonly GradientCall[]) => Promise<readonly Float32Array[]>;

/** Beyond half a ULP of the result, in float32 ULP of max|dy|/D: slices here are short, so that far less than the claim is left. */
const bound = 2 ** -20;

const orders = [1, 2, Infinity];

const upstreams: Readonly<Record<string, Draw>> = {
  ordinary: float32Families.ordinary,
  tiny: float32Families.subnormal,
  huge: float32Families.huge,
  mixed: float32Families['mixed scale'],
};

/** What of the suite depends on how a gradient is computed. */
export interface GradientShape {
  /** Of random slices. */
  readonly lengths: readonly number[];
  /** Of slices that have parts. */
  readonly long: number;
  /** The most that is left, of 1, where two equal terms cancel. */
  readonly cancelled: number;
}

/** Gradients in integers against the reference, every rule. */
export function gradientSuite(
  start: () => Promise<GradientsOf>,
  { lengths, long, cancelled }: GradientShape,
): void {
  let gradientsOf: GradientsOf;
  beforeAll(async () => {
    gradientsOf = await start();
  });

  /** Under every rule, with epsilons near the norm of the first slice, and far from that of most others. */
  const expectRight = async (slices: readonly (readonly [Float32Array, Float32Array])[], p: number) => {
    const length = slices[0]![0].length;
    const joined = (i: 0 | 1) => Float32Array.from(slices.flatMap((pair) => [...pair[i]]));
    const rules = ruleCases(p, norms(slices[0]![0], { p })[0]!);
    const calls = rules.map((rule) => ({
      problem: rowsOf(slices.length, length, rule),
      x: joined(0),
      dy: joined(1),
    }));
    const results = await gradientsOf(calls);
    rules.forEach((rule, r) => {
      slices.forEach(([x, dy], s) => {
        const worst = worstOf(x, dy, results[r]!.subarray(s * length, (s + 1) * length), rule);
        expect(worst, JSON.stringify({ ...rule, x: [...x], dy: [...dy] })).toBeLessThanOrEqual(bound);
      });
    });
  };

  describe.each(orders)('p = %d', (p) => {
    test.each(Object.entries(float32Families))('slices: %s', async (_, draw) => {
      for (const length of lengths) {
        const slices = Object.values(upstreams).map(
          (upstream, i) =>
            [
              float32Slice(draw, length, length + i),
              float32Slice(upstream, length, 50 + length + i),
            ] as const,
        );
        await expectRight(slices, p);
      }
    });

    test('an upstream parallel to the slice, where everything cancels', async () => {
      const x = float32Slice(float32Families.ordinary, 20, 3);
      const wide = float32Slice(float32Families['mixed scale'], 20, 4).map((v) => v / 4);
      await expectRight(
        [
          [x, x],
          [x, x.map(Math.sign)],
          [x, x.map((v) => -3 * v)],
          [wide, wide],
        ],
        p,
      );
    });

    test('largest elements that tie, and all alike', async () => {
      const dy = float32Slice(float32Families.ordinary, 6, 9);
      await expectRight(
        [
          [Float32Array.of(3, -3, 1, 3, -0, 0), dy],
          [Float32Array.of(-2, 2, 2, -2, -2, 2), dy],
          [Float32Array.of(0, 0, 0, 0, 0, -5), dy],
          [Float32Array.of(3e-45, -3e-45, 1e-45, 0, 3e-45, 1e-45), dy],
        ],
        p,
      );
    });

    test.each(['subnormal', 'mixed scale', 'huge'] as const)(
      'few slices that are long: %s',
      async (family) => {
        const draw = (seed: number) => float32Slice(float32Families[family], 2 * long, seed);
        const [x, dy] = [draw(1), draw(2)];
        const [dx] = await gradientsOf([{ problem: rowsOf(2, long, { p }), x, dy }]);
        for (const from of [0, long]) {
          const slice = (array: Float32Array) => array.subarray(from, from + long);
          expect(worstOf(slice(x), slice(dy), slice(dx!), { p })).toBeLessThanOrEqual(bound);
        }
      },
    );
  });

  test.each([40, long])(
    'one element of %d that is not finite, in x or dy, is known to all threads',
    async (length) => {
      for (const p of orders) {
        for (const bad of [0, 1] as const) {
          const both = [0, 1].map((i) => float32Slice(float32Families.ordinary, length, i));
          both[bad]![length - 7] = Infinity;
          const [dx] = await gradientsOf([{ problem: rowsOf(1, length, { p }), x: both[0]!, dy: both[1]! }]);
          expect(dx!.every(Number.isNaN)).toBe(true);
        }
      }
    },
  );

  describe('special slices', () => {
    const one = async (x: readonly number[], dy: readonly number[], options: RuleOptions = {}) => {
      const problem = rowsOf(1, x.length, options);
      const [dx] = await gradientsOf([{ problem, x: Float32Array.from(x), dy: Float32Array.from(dy) }]);
      // -0 is as good as 0.
      return Array.from(dx!, (v) => v + 0);
    };

    test.each(orders)('p = %d: NaN and ±∞, in x or dy, make the whole slice NaN 0x7fc00000', async (p) => {
      const both = (values: readonly number[]) => Float32Array.of(...values, 3, 4, 0);
      const calls = [Number.NaN, Infinity, -Infinity].flatMap((bad) =>
        (
          [
            [
              [1, bad, 2],
              [1, 2, 3],
            ],
            [
              [1, 0, 2],
              [bad, 2, 3],
            ],
            [
              [0, 0, 0],
              [1, bad, 3],
            ],
            [
              [0, bad, 0],
              [0, 0, 0],
            ],
          ] as const
        ).flatMap(([x, dy]) =>
          ([{ p }, { p, rule: 'max', epsilon: 100 }] as const).map((options) => ({
            problem: rowsOf(2, 3, options),
            x: both(x),
            dy: both(dy),
          })),
        ),
      );
      for (const dx of await gradientsOf(calls)) {
        expect([...new Uint32Array(dx.slice().buffer, 0, 3)]).toEqual([0x7fc00000, 0x7fc00000, 0x7fc00000]);
        // The other slice is not touched by that.
        expect([...dx.subarray(3)].every(Number.isFinite)).toBe(true);
      }
    });

    test.each(orders)('p = %d: a slice of zeros gives 0 where D = 0, else dy/D', async (p) => {
      const [x, dy] = [
        [0, -0, 0],
        [3, -5, 1e-40],
      ];
      const halves = [1.5, -2.5, Math.fround(1e-40) / 2];
      expect(await one(x, dy, { p })).toEqual([0, 0, 0]);
      expect(await one(x, dy, { p, rule: 'add', epsilon: 0 })).toEqual([0, 0, 0]);
      expect(await one(x, dy, { p, rule: 'max', epsilon: 2 })).toEqual(halves);
      expect(await one(x, dy, { p, rule: 'add', epsilon: 2 })).toEqual(halves);
      expect(await one(x, dy, { p, rule: 'keep-below', epsilon: 2 })).toEqual(dy.map(Math.fround));
      expect(await one(x, dy, { p, rule: 'keep-below', epsilon: 0 })).toEqual([0, 0, 0]);
      if (p !== 2) return;
      for (const rule of ['max-squared', 'add-squared'] as const) {
        expect(await one(x, dy, { p, rule, epsilon: 4 })).toEqual(halves);
      }
    });

    test('below ε, where g = 0: dy/ε, and dy itself under `keep-below`', async () => {
      expect(await one([3, 4], [1, -2], { rule: 'max', epsilon: 8 })).toEqual([0.125, -0.25]);
      expect(await one([3, 4], [1, -2], { rule: 'keep-below', epsilon: 8 })).toEqual([1, -2]);
      expect(await one([3, 4], [1, -2], { rule: 'max-squared', epsilon: 64 })).toEqual([0.125, -0.25]);
      // At ε it is not below.
      for (const dx of await one([3, 4], [3, 4], { rule: 'keep-below', epsilon: 5 }))
        expect(Math.abs(dx)).toBeLessThanOrEqual(cancelled);
    });

    test('what overflows is ±∞ with its sign', async () => {
      expect(await one([1e-40, 0], [0, 1])).toEqual([0, Infinity]);
      expect(await one([0, 1e-45], [-1e38, 0])).toEqual([-Infinity, 0]);
      expect(await one([0, 0], [-1e-45, 1e-45], { rule: 'max', epsilon: 1e-300 })).toEqual([
        -Infinity,
        Infinity,
      ]);
      expect(await one([3e38, 3e38], [3e38, 3e38], { rule: 'max', epsilon: 1e300 })).toEqual([0, 0]);
    });

    test('ε far from any norm', async () => {
      for (const rule of ['max', 'max-squared', 'add', 'add-squared', 'keep-below'] as const) {
        for (const epsilon of [5e-324, 1e-200]) {
          expect(await one([3, 4], [1, 0], { rule, epsilon })).toEqual([0.128, -0.096].map(Math.fround));
        }
        for (const epsilon of [1e200, Number.MAX_VALUE]) {
          const expected = rule === 'keep-below' ? [1, -2] : [0, 0];
          expect(await one([3e38, 3e38], [1, -2], { rule, epsilon })).toEqual(expected);
        }
      }
    });

    test('nothing is divided by a product that float32 cannot hold', async () => {
      for (const scale of [2 ** -140, 2 ** 125]) {
        expect(await one([3 * scale, 4 * scale], [scale, 0])).toEqual([0.128, -0.096].map(Math.fround));
      }
    });

    test('an element 0 has the sign 0 at p = 1', async () => {
      // Σ dy·y = 7/4, D = 4.
      expect(await one([0, -0, 4], [1, -1, 1.75], { p: 1 })).toEqual([0.25, -0.25, 0]);
    });
  });
}

const rowsOf = (outer: number, length: number, options: RuleOptions): Problem => ({
  dtype: 'float32',
  outer,
  length,
  inner: 1,
  stride: length,
  ...resolveRule(options, 'float32'),
});

/** The largest error of one slice, against the reference; Infinity where a NaN or a zero of D = 0 is missed. */
function worstOf(x: Float32Array, dy: Float32Array, dx: Float32Array, options: RuleOptions): number {
  const exact = gradientExactly(x, dy, options);
  const { p, denominator } = resolveRule(options, 'float32');
  const d = x.every(Number.isFinite) ? exactDenominator(exactNorm(x, p), denominator).floor : 0n;
  const steepest = dy.reduce((max, v) => Math.max(max, Math.abs(v)), 0);
  return dx.reduce((worst, got, k) => {
    if (d === 0n || Number.isNaN(exact[k])) return Object.is(got + 0, exact[k]) ? worst : Infinity;
    return Math.max(worst, gradientError(got, exact[k]!, { steepest, d, dtype: 'float32' }));
  }, 0);
}
