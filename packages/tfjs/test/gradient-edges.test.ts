import * as tf from '@tensorflow/tfjs';
import { gradientExactly } from '@unitsphere/core/reference';
import { beforeEach, describe, expect, test } from 'vitest';
import { type L2NormalizeOptions, l2Normalize } from '../src/index.ts';
import { derivedBackends, useDerivedBackend } from './composed-backend.ts';

const rules: L2NormalizeOptions[] = [
  {},
  { rule: 'max', epsilon: 1e-12 },
  { rule: 'max', epsilon: 1e60 },
  { rule: 'max-squared', epsilon: 1e-12 },
  { rule: 'max-squared', epsilon: 5e-324 },
  { rule: 'add', epsilon: 1e-7 },
  { rule: 'add', epsilon: 5e-324 },
  { rule: 'add', epsilon: 1e308 },
  { rule: 'add-squared', epsilon: 1e-6 },
  { rule: 'add-squared', epsilon: 1e308 },
  { rule: 'keep-below', epsilon: 1e-6 },
  { rule: 'keep-below', epsilon: 0 },
];
const orders = [1, 1.01, 1.5, 2, 3, 100, 1e12, Infinity];
const vectors = [
  [0, -0, 0],
  [1e-42, 0, -1e-42],
  [1e-45, 1e-45, 1e-45],
  [3e38, -3e38, 3e38],
  [3.4028234663852886e38, 1e-45, 0],
  [1, 1e-30, -1e-9],
  [1e-20, 1e-20, 1],
  [2e-7, 0, 0],
];
const upstreams = [
  [1, -2, 0.5],
  [1e38, 1e38, -1e38],
  [1e-42, 0, 1e-40],
  [0, 0, 0],
];

/** Jᵀ·dy, and its vector-Jacobian products over x and dy, of one slice or several. */
function derivatives(
  options: L2NormalizeOptions,
  x: tf.TensorLike,
  dy: tf.TensorLike,
  w: tf.TensorLike,
): Float32Array[] {
  return tf.tidy(() => {
    const [tx, tdy, tw] = [tf.tensor(x), tf.tensor(dy), tf.tensor(w)];
    const gradient = tf.grad((v: tf.Tensor) => l2Normalize(v, options));
    const twice = tf.grads((v: tf.Tensor, u: tf.Tensor) => gradient(v, u) as tf.Tensor);
    const found = [gradient(tx, tdy), ...twice([tx, tdy], tw)];
    return found.map((t) => t.dataSync() as Float32Array);
  });
}

describe.each(derivedBackends)('on %s', (backend) => {
  beforeEach(() => useDerivedBackend(backend));

  test.each(orders)('no finite input has a NaN among its derivatives, p = %s', (p) => {
    for (const options of rules) {
      if (p !== 2 && options.rule?.endsWith('squared')) continue;
      const cases = vectors.flatMap((x) =>
        upstreams.flatMap((dy) => upstreams.map((w) => [x, dy, w] as const)),
      );
      const columns = [0, 1, 2].map((k) => cases.map((row) => row[k]!)) as [
        number[][],
        number[][],
        number[][],
      ];
      const found = derivatives({ ...options, p }, ...columns);
      const wrong = cases.filter((_, i) =>
        found.some((values) => values.slice(3 * i, 3 * i + 3).some(Number.isNaN)),
      );
      expect(wrong, JSON.stringify(options)).toEqual([]);
    }
  });

  test('what is not finite makes NaN of its slice, and of no other', () => {
    for (const [x, dy] of [
      [
        [Number.NaN, 1, 3, 4],
        [1, 1, 1, 0],
      ],
      [
        [1, -Infinity, 3, 4],
        [1, 1, 1, 0],
      ],
      [
        [1, 2, 3, 4],
        [1, Infinity, 1, 0],
      ],
      [
        [1, 2, 3, 4],
        [Number.NaN, 0, 1, 0],
      ],
    ]) {
      for (const p of [1, 2, 3, Infinity]) {
        const dx = tf.tidy(() =>
          tf
            .grad((v) => l2Normalize(v, { p }))(tf.tensor2d(x!, [2, 2]), tf.tensor2d(dy!, [2, 2]))
            .dataSync(),
        );
        expect([...dx.slice(0, 2)]).toEqual([Number.NaN, Number.NaN]);
        const alone = tf.tidy(() =>
          tf
            .grad((v) => l2Normalize(v, { p }))(tf.tensor1d([3, 4]), tf.tensor1d([1, 0]))
            .dataSync(),
        );
        expect([...dx.slice(2)]).toEqual([...alone]);
      }
    }
  });

  test('small elements beside large ones keep their sign in the derivative, at p = 1 and others', () => {
    const x = Float32Array.of(1, -(2 ** -30), 2 ** -60, -0);
    const dy = Float32Array.of(1, 0.5, -0.25, 2);
    for (const p of [1, 1.25, 3]) {
      const exact = gradientExactly(x, dy, { p });
      const dx = tf.tidy(() =>
        tf
          .grad((v) => l2Normalize(v, { p }))(tf.tensor1d(x), tf.tensor1d(dy))
          .dataSync(),
      );
      // Fewer than 64 roundings of terms of at most Σ|dy|/D < 4.
      exact.forEach((v, i) => {
        expect(Math.abs(dx[i]! - v)).toBeLessThan(64 * 4 * 2 ** -24);
      });
    }
  });

  test('tied maxima share the derivative, in the second order too', () => {
    const [dx, , overDy] = derivatives({ p: Infinity }, [-2, 1, 2], [0, 1, 0], [1, 0, 0]);
    // c = Σ dy·y = 1/2; dx = (dy − g·c)/2 with g = [−1/2, 0, 1/2].
    expect([...dx!]).toEqual([0.125, 0.5, -0.125]);
    // J·w = (w − y·Σ g·w)/2, Σ g·w = −1/2.
    expect([...overDy!]).toEqual([0.25, 0.125, 0.25]);
  });

  test('the third derivative of x/N is right', () => {
    // At [a, b]: y_1 = a/N, with derivatives over a b²/N³, −3ab²/N⁵, and (12a²b² − 3b⁴)/N⁷.
    for (const scale of [1, 2 ** -20, 2 ** 20]) {
      const first = tf.grad((x: tf.Tensor) => tf.mul(l2Normalize(x), [1, 0]).sum());
      const second = tf.grad((x: tf.Tensor) => tf.mul(first(x), [1, 0]).sum());
      const third = tf.grad((x: tf.Tensor) => tf.mul(second(x), [1, 0]).sum());
      const x = tf.tensor1d([3 * scale, 4 * scale]);
      const [value] = third(x).dataSync();
      const exact = (12 * 9 * 16 - 3 * 256) / 5 ** 7;
      expect((value! * scale ** 3) / exact).toBeCloseTo(1, 5);
    }
  });

  test('the third derivative is right where ε is added, and at 0 under add-squared', () => {
    const options = { rule: 'add-squared', epsilon: 16 } as const;
    const first = tf.grad((x: tf.Tensor) => l2Normalize(x, options).sum());
    const second = tf.grad((x: tf.Tensor) => first(x).sum());
    const third = tf.grad((x: tf.Tensor) => second(x).sum());
    // x(x² + ε)^-1/2 of one element: at 0 its third derivative is −3 ε^-3/2, at 3 3ε(4x² − ε)(x² + ε)^-7/2.
    expect(third(tf.tensor1d([0])).dataSync()[0]).toBeCloseTo(-3 / 64, 8);
    expect(third(tf.tensor1d([3])).dataSync()[0]! / ((3 * 16 * (36 - 16)) / 5 ** 7)).toBeCloseTo(1, 5);
    const added = { rule: 'add', epsilon: 1 } as const;
    const plus = tf.grad((x: tf.Tensor) =>
      tf
        .grad((v: tf.Tensor) => l2Normalize(v, added).sum())(x)
        .sum(),
    );
    // x/(x + 1) for x > 0: −2/(x + 1)³.
    expect(plus(tf.tensor1d([3])).dataSync()[0]! / (-2 / 64)).toBeCloseTo(1, 5);
    expect(
      tf
        .grad(plus)(tf.tensor1d([3]))
        .dataSync()[0]! /
        (6 / 256),
    ).toBeCloseTo(1, 5);
  });

  test('a gradient inside a loss goes through variableGrads', () => {
    const v = tf.variable(tf.tensor2d([[3, 4]]));
    const { grads, value } = tf.variableGrads(() => {
      const dx = tf.grad((x: tf.Tensor) => tf.mul(l2Normalize(x), [[1, 0]]).sum())(v);
      return dx.square().sum() as tf.Scalar;
    });
    // |dx|² = b²/N⁴: dx = b/N³·[b, −a].
    expect(value.dataSync()[0]).toBeCloseTo(16 / 625, 7);
    const [a, b] = grads[v.name]!.dataSync();
    expect(a).toBeCloseTo((-4 * 3 * 16) / 5 ** 6, 7);
    expect(b).toBeCloseTo((2 * 4) / 625 - (4 * 4 * 16) / 5 ** 6, 7);
    v.dispose();
  });

  test('the axis does not matter to second derivatives', () => {
    const options = { rule: 'add', epsilon: 0.5 } as const;
    const rows = tf.tensor2d([3, 4, 1, -2, 5, 7], [3, 2]);
    const second = (x: tf.Tensor, axis: number): tf.Tensor => {
      const first = tf.grad((v: tf.Tensor) =>
        tf.square(tf.add(l2Normalize(v, { ...options, axis }), 1)).sum(),
      );
      return tf.grad((v: tf.Tensor) => tf.square(first(v)).sum())(x);
    };
    const columns = second(rows.transpose(), 0).transpose();
    expect([...columns.dataSync()]).toEqual([...second(rows, 1).dataSync()]);
    const middle = second(rows.transpose().reshape([1, 2, 3]), 1)
      .reshape([2, 3])
      .transpose();
    expect([...middle.dataSync()]).toEqual([...columns.dataSync()]);
  });

  test('no tensor is left over by second derivatives', () => {
    const x = tf.tensor2d([[3, 4, 0, 1, 2, 3, 4, 5, 6, 7]]);
    for (const p of [1, 2, 3, Infinity]) {
      for (const options of [
        { p },
        { p, rule: 'add', epsilon: 1 },
        { p, rule: 'keep-below', epsilon: 1 },
      ] as const) {
        const before = tf.memory().numTensors;
        const second = tf.grad((v: tf.Tensor) =>
          tf.grad((u: tf.Tensor) => tf.square(l2Normalize(u, options)))(v),
        );
        second(x).dispose();
        expect(tf.memory().numTensors).toBe(before);
      }
    }
    x.dispose();
  });
});
