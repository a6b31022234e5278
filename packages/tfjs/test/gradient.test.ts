import * as tf from '@tensorflow/tfjs';
import type { Rule } from '@unitsphere/core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { l2Normalize } from '../src/index.ts';
import { derivedBackends, useDerivedBackend } from './composed-backend.ts';
import { derivativeBounds } from './composed-bounds.ts';
import {
  denominatorOf,
  differences,
  dot,
  gradientOf,
  problemFor,
  quotients,
  scaledProblem,
} from './float64-derivatives.ts';
import { seededNumbers } from './seeded-numbers.ts';

const rules: readonly [Rule, number][] = [
  ['none', 0],
  ['max', 0.5],
  ['max', 1e3],
  ['max-squared', 0.25],
  ['max-squared', 1e6],
  ['add', 0.7],
  ['add', 1e3],
  ['add-squared', 0.7],
  ['add-squared', 1e6],
  ['keep-below', 0.5],
  ['keep-below', 1e3],
];
const orders = [1, 1.5, 2, 3, 7, Infinity];
/** x, dy and w are O(1) times these powers of two. */
const scales = [
  { x: 0, dy: 0, w: 0 },
  { x: -130, dy: -60, w: -100 },
  { x: -60, dy: 20, w: -90 },
  { x: 120, dy: 126, w: 100 },
  { x: 126, dy: 120, w: 126 },
  { x: -100, dy: -145, w: 40 },
] as const;
const length = 5;

type Errors = { first: number; upstream: number; second: number };
const found = new Map<string, Errors>();

/** x, dy and w as float32 of full precision, subnormal where they are, and the float64 that they are times 2^-k. */
function vectorOf(next: () => number, power: number): { float32: Float32Array; scaled: number[] } {
  const float32 = Float32Array.from({ length }, () => {
    const v = next();
    return Math.sign(v) * (0.2 + Math.abs(v)) * 2 ** power;
  });
  return { float32, scaled: Array.from(float32, (v) => v * 2 ** -power) };
}

/** The largest |got − expected·2^power| in float32 ULP of `unit`·2^power, infinite where one is too large. */
function errorOf(got: ArrayLike<number>, expected: readonly number[], power: number, unit: number): number {
  const ulp = 2 ** Math.max(Math.floor(Math.log2(unit)) + power - 23, -149);
  return Math.max(
    ...expected.map((v, i) => {
      const exact = v * 2 ** power;
      if (Math.abs(exact) >= 2 ** 128) return Math.abs(got[i]!) === Infinity ? 0 : Number.POSITIVE_INFINITY;
      return Math.abs(got[i]! - exact) / ulp;
    }),
  );
}

describe.each(derivedBackends)('on %s', (backend) => {
  beforeEach(() => useDerivedBackend(backend));

  describe.each(orders)('p = %s', (p) => {
    test.each(rules.filter(([rule]) => p === 2 || !rule.endsWith('squared')))(
      'first and second derivatives under %s %s are those of float64, at any scale',
      (rule, epsilon) => {
        const key = `${backend}, p = ${p}, ${rule} ${epsilon}`;
        const next = seededNumbers(1 + rules.findIndex(([r, e]) => r === rule && e === epsilon));
        for (const scale of scales) {
          const { float32, scaled: x } = vectorOf(next, scale.x);
          const { float32: dy32, scaled: dy } = vectorOf(next, scale.dy);
          const { float32: w32, scaled: w } = vectorOf(next, scale.w);
          // keep-below does not scale where it keeps.
          const kept = rule === 'keep-below' && epsilon === 1e3;
          const problem = problemFor(p, rule, epsilon);
          const real = scaledProblem(problem, 2 ** scale.x);
          const options =
            rule === 'none'
              ? { p, rule }
              : { p, rule, epsilon: kept ? epsilon * 2 ** Math.max(scale.x, 0) : real.denominator.epsilon };
          const power = kept ? 0 : scale.x;
          const y = (v: tf.Tensor): tf.Tensor => l2Normalize(v, options);
          const [dx, dxx, dxy] = tf.tidy(() => {
            const [tx, tdy, tw] = [tf.tensor1d(float32), tf.tensor1d(dy32), tf.tensor1d(w32)];
            const gradient = tf.grad(y);
            const twice = tf.grads((v: tf.Tensor, u: tf.Tensor) => gradient(v, u) as tf.Tensor);
            const [overX, overDy] = twice([tx, tdy], tw) as [tf.Tensor, tf.Tensor];
            return [gradient(tx, tdy), overX, overDy].map((t) => t!.dataSync());
          });
          const d = denominatorOf(x, problem);
          // Hölder's inequality makes these the natural sizes of the terms.
          const size = (v: readonly number[]): number => v.reduce((sum, e) => sum + Math.abs(e), 0);
          const phi = (v: readonly number[]): number => dot(w, gradientOf(v, dy, problem));
          const second = differences(phi, x, 2 ** -9);
          const overDy = differences((v) => dot(w, gradientOf(x, v, problem)), dy, 2 ** -5);
          const first = differences((v) => dot(dy, quotients(v, problem)), x, 2 ** -9);
          const worst = found.get(key) ?? { first: 0, upstream: 0, second: 0 };
          worst.first = Math.max(worst.first, errorOf(dx!, first, scale.dy - power, size(dy) / d));
          worst.upstream = Math.max(worst.upstream, errorOf(dxy!, overDy, scale.w - power, size(w) / d));
          const unit = (size(dy) * size(w)) / (d * d);
          worst.second = Math.max(worst.second, errorOf(dxx!, second, scale.dy + scale.w - 2 * power, unit));
          found.set(key, worst);
        }
        const { first, upstream, second } = found.get(key)!;
        const bounds = derivativeBounds(length, p, 0.2 / (1.2 * length));
        expect(Math.max(first, upstream)).toBeLessThanOrEqual(bounds.first);
        expect(second).toBeLessThanOrEqual(bounds.second);
      },
    );
  });
});

afterAll(() => {
  for (const [key, { first, upstream, second }] of found)
    console.info(`${key}: ${first.toFixed(2)} ${upstream.toFixed(2)} ${second.toFixed(2)}`);
});
