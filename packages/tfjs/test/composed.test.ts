import * as tf from '@tensorflow/tfjs';
import { type RuleOptions, resolveRule } from '@unitsphere/core';
import { normalizeExactly } from '@unitsphere/core/reference';
import { beforeEach, describe, expect, test } from 'vitest';
import { composedKernels } from '../src/composed-kernels.ts';
import { l2Normalize } from '../src/index.ts';
import { useDerivedBackend } from './composed-backend.ts';
import { quotientBound } from './composed-bounds.ts';
import { seededNumbers } from './seeded-numbers.ts';
import { bitsOf } from './tfjs-backends.ts';

const kernels = composedKernels();

/** Slices side by side, each in a row; `inner` lays them in columns of blocks. */
function composed(x: Float32Array, length: number, options: RuleOptions, inner = 1): Float32Array {
  const sizes = { outer: x.length / length / inner, length, inner, stride: length * inner };
  const problem = { dtype: 'float32', ...sizes, ...resolveRule(options, 'float32') } as const;
  return tf.tidy(() => {
    const y = kernels.normalize(undefined, tf.tensor1d(x), problem) as tf.Tensor;
    return y.dataSync() as Float32Array;
  });
}

/** The largest error in ULP of the right result, which is off by half a ULP itself. */
function errorOf(y: Float32Array, exact: Float32Array): number {
  return Math.max(
    ...Array.from(exact, (v, i) => {
      const ulp = 2 ** Math.max(Math.floor(Math.log2(Math.abs(v) || 2 ** -149)) - 23, -149);
      return Math.abs(y[i]! - v) / ulp;
    }),
  );
}

const scales = [2 ** -149, 2 ** -140, 2 ** -97, 2 ** -49, 1e-7, 1, 2 ** 47, 1e20, 2 ** 95, 2 ** 126];
const lengths = [1, 2, 7, 8, 9, 64, 65, 300];

/** For a slice of float32 values whose norm is near `size`: every rule, with ε far, near and beyond. */
function rulesNear(p: number, size: number): RuleOptions[] {
  const options: RuleOptions[] = [{ p }, { p, rule: 'keep-below', epsilon: 0 }];
  for (const epsilon of [5e-324, size / 3, 7 * size, size * 2 ** 40, 1e50, 1e77, 1e83, 1e308]) {
    options.push(
      { p, rule: 'max', epsilon },
      { p, rule: 'add', epsilon },
      { p, rule: 'keep-below', epsilon },
    );
    const square = Math.min(epsilon * epsilon, 1e308);
    if (p === 2)
      options.push({ p, rule: 'max-squared', epsilon: square }, { p, rule: 'add-squared', epsilon: square });
  }
  return options;
}

describe.each(['composed', 'wasm'] as const)("of tfjs's operations on %s", (backend) => {
  beforeEach(() => useDerivedBackend(backend));

  test.each([1, 2, Infinity, 1.5, 3])('every finite slice is within the bound, p = %s', (p) => {
    const next = seededNumbers(7);
    let worst = 0;
    for (const length of lengths) {
      for (const scale of scales) {
        const x = Float32Array.from(
          { length },
          () => next() * scale * (length < 9 ? 1 : 2 ** (15 * next() - 15)),
        );
        const max = x.reduce((a, v) => Math.max(a, Math.abs(v)), 0);
        // Powers of a high precision cost seconds a slice of hundreds.
        if (p !== 1 && p !== 2 && p !== Infinity && (length > 9 || scale === 2 ** 95)) continue;
        for (const options of max === 0 ? [] : rulesNear(p, max)) {
          const error = errorOf(composed(x, length, options), normalizeExactly(x, options));
          expect(error, JSON.stringify([options, length, scale])).toBeLessThanOrEqual(
            quotientBound(length, p),
          );
          worst = Math.max(worst, error);
        }
      }
    }
    console.info(`${backend}, p = ${p}: ${worst} ULP from the right result`);
  });

  test('a million equal elements have the norm that they have', () => {
    const length = 1_000_000;
    const y = composed(new Float32Array(length).fill(Math.fround(0.1)), length, {});
    expect(errorOf(y.slice(0, 1), Float32Array.of(1e-3))).toBeLessThanOrEqual(quotientBound(length, 2));
    expect(new Set(y).size).toBe(1);
  });

  test('special slices come out as the contract says, to the bit', () => {
    for (const p of [1, 2, 3, Infinity]) {
      for (const options of [
        { p },
        { p, rule: 'max', epsilon: 0 },
        { p, rule: 'keep-below', epsilon: 1e-3 },
      ] as const) {
        const x = Float32Array.of(
          0,
          -0,
          Number.NaN,
          1,
          Infinity,
          -2,
          -Infinity,
          Number.NaN,
          1e-45,
          -3e38,
          -0,
          5,
        );
        expect(bitsOf(composed(x, 2, options)), JSON.stringify(options)).toEqual(
          bitsOf([0, -0, Number.NaN, Number.NaN, Number.NaN, -0, Number.NaN, Number.NaN, 0, -1, -0, 1]),
        );
      }
    }
  });

  test('columns have the same bits as rows', () => {
    const next = seededNumbers(3);
    const [outer, length, inner] = [3, 11, 5];
    const x = Float32Array.from({ length: outer * length * inner }, next);
    const y = composed(x, length, { rule: 'add', epsilon: 0.25 }, inner);
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < inner; i++) {
        const pick = (a: Float32Array): Float32Array =>
          Float32Array.from({ length }, (_, k) => a[(o * length + k) * inner + i]!);
        expect(bitsOf(pick(y))).toEqual(bitsOf(composed(pick(x), length, { rule: 'add', epsilon: 0.25 })));
      }
    }
  });
});

test('the op runs on a backend that nothing is known of, without leaking a tensor', async () => {
  await useDerivedBackend('composed');
  const x = tf.tensor2d([[3e-20, 4e-20]]);
  const before = tf.memory().numTensors;
  const y = l2Normalize(x);
  expect(errorOf(y.dataSync() as Float32Array, Float32Array.of(0.6, 0.8))).toBeLessThanOrEqual(
    quotientBound(2, 2),
  );
  y.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
