import * as tf from '@tensorflow/tfjs';
import { createNormalizer, type NormalizeOptions, resolveRule, sizeOf } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { type L2NormalizeOptions, l2Normalize, register } from '../src/index.ts';
import { bitsOf, nodeBackends, useBackend } from './tfjs-backends.ts';

const { normalize } = createNormalizer(cpu());

/** What @unitsphere/cpu makes of the same values. */
function expected(values: Float32Array, options: NormalizeOptions): Float32Array {
  return normalize(values, options) as Float32Array;
}

/** Numbers from 0 to 1, the same in every run: https://en.wikipedia.org/wiki/Linear_congruential_generator */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Finite values of every exponent, and zeros. */
function everyExponent(count: number, random: () => number): Float32Array {
  const bits = new Uint32Array(count);
  // Neighbours are of like size, since else one of them is all there is to a slice.
  for (let i = 0, exponent = 0; i < count; i++) {
    if (i % 5 === 0) exponent = Math.floor(random() * 255);
    const near = Math.max(0, exponent - Math.floor(random() * 4));
    if (random() < 0.1) continue;
    bits[i] = ((random() < 0.5 ? 2 ** 31 : 0) + near * 2 ** 23 + Math.floor(random() * 2 ** 23)) >>> 0;
  }
  return new Float32Array(bits.buffer);
}

describe.each(nodeBackends)('on %s', (backend) => {
  beforeAll(async () => {
    await useBackend(backend);
    await register(tf);
  });

  const shapes: readonly (readonly [number[], L2NormalizeOptions['axis'][]])[] = [
    [[], [undefined, null]],
    [[7], [undefined, 0, -1, null, [0]]],
    [
      [33, 20],
      [undefined, 0, 1, -2, null, [0, 1], [-1]],
    ],
    [
      [5, 6, 8],
      [undefined, 0, 1, -1, null, [0, 2], [2, 0], [1, 2], [-3, -1]],
    ],
    [
      [3, 4, 5, 2],
      [undefined, 1, [1, 3], [0, 3], [0, 1, 3], null],
    ],
    [
      [2, 3, 2, 3, 4],
      [2, [0, 4], [1, 3], [0, 2, 4]],
    ],
    [
      [2, 1, 3, 2, 2, 3],
      [-1, 0, 2, [0, 2, 5], [1, 3], null],
    ],
  ];
  test.each(shapes)(
    'a tensor of shape %j has the bits that @unitsphere/cpu gives, along %j',
    (shape, axes) => {
      const values = everyExponent(sizeOf(shape), seeded(shape.length + 1));
      for (const axis of axes) {
        const y = l2Normalize(tf.tensor(values, shape), { axis });
        expect([y.shape, y.dtype]).toEqual([shape, 'float32']);
        expect(bitsOf(y.dataSync())).toEqual(bitsOf(expected(values, { shape, axis })));
      }
    },
  );

  test('random shapes, axes and rules with values of every exponent have the bits of @unitsphere/cpu', () => {
    const random = seeded(20);
    const upTo = (most: number): number => 1 + Math.floor(random() * most);
    const rules: readonly L2NormalizeOptions[] = [
      {},
      { p: 1 },
      { p: Infinity },
      { rule: 'max', epsilon: 1e-20 },
      { rule: 'add', epsilon: 1e-3, p: 1 },
      { rule: 'add-squared', epsilon: 1 },
      { like: 'keras2' },
      { like: 'sklearn' },
    ];
    for (let i = 0; i < 400; i++) {
      tf.engine().startScope();
      const shape = Array.from({ length: upTo(4) }, () => upTo(9));
      const axis = upTo(shape.length) - 1;
      const options = { ...rules[i % rules.length], axis };
      const values = everyExponent(sizeOf(shape), random);
      const y = l2Normalize(tf.tensor(values, shape), options).dataSync();
      expect(bitsOf(y), JSON.stringify([shape, options])).toEqual(
        bitsOf(expected(values, { ...options, shape })),
      );
      tf.engine().endScope();
    }
  });

  test('NaN, infinities and zeros come out as they should', () => {
    const values = Float32Array.of(Number.NaN, 1, Infinity, -1, -0, 0);
    const y = l2Normalize(tf.tensor(values, [3, 2])).dataSync();
    expect(bitsOf(y)).toEqual(bitsOf([Number.NaN, Number.NaN, Number.NaN, -0, -0, 0]));
  });

  test('p = 3 is within 1 ULP, as @unitsphere/cpu is', () => {
    const values = everyExponent(60, seeded(3));
    const y = l2Normalize(tf.tensor(values, [6, 10]), { p: 3 }).dataSync();
    expect(bitsOf(y)).toEqual(bitsOf(expected(values, { shape: [6, 10], p: 3 })));
  });

  test.each([
    ['int32', () => tf.tensor([3, 4, 0, -5], [2, 2], 'int32')],
    ['bool', () => tf.tensor([1, 1, 0, 1], [2, 2], 'bool')],
    ['int32 that was cast before', () => tf.cast(tf.tensor([3, 4, 0, -5], [2, 2], 'int32'), 'float32')],
  ])('%s becomes float32', (name, make) => {
    const half = Math.fround(Math.SQRT1_2);
    const y = l2Normalize(make());
    expect(y.dtype).toBe('float32');
    expect([...y.dataSync()]).toEqual(
      name === 'bool' ? [half, half, 0, 1] : [Math.fround(0.6), Math.fround(0.8), 0, -1],
    );
  });

  test.each([
    [
      'nested arrays',
      [
        [3, 4],
        [0, 2],
      ] as number[][],
      [0.6, 0.8, 0, 1],
      [2, 2],
    ],
    ['a typed array', Float32Array.of(3, 4), [0.6, 0.8], [2]],
    ['a number', -7, [-1], []],
  ])('%s is as good as a tensor', (_, values, y, shape) => {
    const result = l2Normalize(values);
    expect(result.shape).toEqual(shape);
    expect([...result.dataSync()]).toEqual(y.map(Math.fround));
  });

  test.each([[[0]], [[0, 3]], [[3, 0]], [[2, 0, 3]]])('an empty tensor of shape %j stays one', (shape) => {
    const x = tf.tensor([], shape);
    const y = l2Normalize(x, { axis: 0 });
    expect([y.shape, y.size, y.id !== x.id]).toEqual([shape, 0, true]);
  });

  test('the input, and what else is of its values, stays as it is', () => {
    const x = tf.tensor([3, 4]);
    const other = tf.reshape(x, [1, 2]);
    l2Normalize(x);
    l2Normalize(other);
    expect([...x.dataSync(), ...other.dataSync()]).toEqual([3, 4, 3, 4]);
    x.dispose();
    expect([...l2Normalize(other).dataSync()]).toEqual([0.6, 0.8].map(Math.fround));
  });

  test('a tensor that another backend holds is brought over', async () => {
    const name = tf.getBackend();
    await tf.setBackend(name === 'cpu' ? 'wasm' : 'cpu');
    // Large, so that bringing it over lets wasm's memory grow.
    const x = tf.fill([2 ** 21, 2], 3);
    await tf.setBackend(name);
    const y = l2Normalize(x).dataSync();
    const half = Math.fround(Math.SQRT1_2);
    expect([y[0], y[2 ** 22 - 1]]).toEqual([half, half]);
    tf.dispose(x);
  });

  test('tf.grad gives the gradient, for short vectors, and zeros, too', () => {
    const grad = tf.grad((x: tf.Tensor) => tf.sum(tf.mul(l2Normalize(x), [1, 0])));
    expect([...grad(tf.tensor([[3, 4]])).dataSync()]).toEqual([0.128, -0.096].map(Math.fround));
    const [short] = grad(tf.tensor([[3e-20, 4e-20]])).dataSync();
    expect(short! / 1.28e19).toBeCloseTo(1, 6);
    expect([...grad(tf.tensor([[0, 0]])).dataSync()]).toEqual([0, 0]);
  });

  // Each is within 1 such ULP of the gradient: docs/numerics.md, "Gradient".
  test.each([1, 2, Infinity, 3])(
    'p = %d: it is within 2 ULP of max|dy|/D of that of @unitsphere/cpu',
    (p) => {
      const shape = [40, 33];
      const [x, dy] = [0, 1].map((i) => Float32Array.from({ length: 1320 }, (_, k) => Math.sin(k * 7 + i)));
      const { denominator } = resolveRule({ p }, 'float32');
      const problem = {
        dtype: 'float32',
        outer: 40,
        length: 33,
        inner: 1,
        stride: 33,
        p,
        denominator,
      } as const;
      const theirs = cpu().gradient(x!, dy!, problem);
      const dx = tf.grad((values: tf.Tensor) => l2Normalize(values, { p }))(
        tf.tensor(x!, shape),
        tf.tensor(dy!, shape),
      );
      const norms = cpu().norms(x!, problem);
      for (const [i, value] of dx.dataSync().entries()) {
        const slice = Math.floor(i / 33);
        const largest = Math.max(...dy!.subarray(slice * 33, slice * 33 + 33).map(Math.abs)) / norms[slice]!;
        const ulp = 2 ** (Math.floor(Math.log2(largest)) - 23);
        expect(Math.abs(value - theirs[i]!)).toBeLessThanOrEqual(2 * ulp);
      }
    },
  );

  test('the gradient passes a moving of axes', () => {
    const shape = [3, 4, 5];
    const values = Float32Array.from({ length: 60 }, (_, i) => Math.sin(i) + 2);
    const weights = tf.tensor(
      Float32Array.from(values, (_, i) => Math.cos(i)),
      shape,
    );
    const by = (axis: number | number[], perm: number[]): Float32Array =>
      tf
        .grad((x: tf.Tensor) =>
          tf.sum(tf.mul(tf.transpose(l2Normalize(tf.transpose(x, perm), { axis }), inverse(perm)), weights)),
        )(tf.tensor(values, shape))
        .dataSync() as Float32Array;
    const inverse = (perm: number[]): number[] => perm.map((_, i) => perm.indexOf(i));
    // Axes 0 and 2 of the same tensor, which adjoin in the second case alone.
    const apart = by([0, 2], [0, 1, 2]);
    const together = by([1, 2], [1, 0, 2]);
    expect(bitsOf(apart)).toEqual(bitsOf(together));
  });

  test('tf.variableGrads finds variables through it', () => {
    const weights = tf.variable(tf.tensor2d([[3], [4]]));
    const { grads } = tf.variableGrads(() => tf.sum(tf.mul(l2Normalize(tf.transpose(weights)), [[1, 0]])));
    expect([...Object.values(grads)[0]!.dataSync()]).toEqual([0.128, -0.096].map(Math.fround));
    weights.dispose();
  });

  test('it leaves no tensor behind, nor does its gradient, within tf.tidy and without', () => {
    const x = tf.tensor(new Float32Array(60).fill(2), [3, 4, 5]);
    const held = (): number[] => [
      tf.memory().numTensors,
      tf.memory().numDataBuffers,
      tf.engine().backend.numDataIds(),
    ];
    const before = held();
    for (const axis of [-1, 1, null, [0, 2]]) {
      tf.tidy(() => {
        l2Normalize(x, { axis });
      });
      const y = l2Normalize(x, { axis });
      expect(held()).toEqual(before.map((count) => count + 1));
      y.dispose();
      tf.dispose(tf.grad((values: tf.Tensor) => tf.sum(l2Normalize(values, { axis })))(x));
    }
    tf.dispose(l2Normalize([3, 4]));
    tf.dispose(l2Normalize(tf.tidy(() => tf.tensor([], [0, 3]))));
    expect(held().slice(0, 2)).toEqual([before[0]! + 1, before[1]! + 1]);
    x.dispose();
  });
});

describe('what cannot be is refused', () => {
  beforeAll(async () => {
    await useBackend('cpu');
    await register(tf);
  });

  test.each([
    ['complex64', () => tf.complex([1], [2])],
    ['string', () => tf.tensor(['a'])],
    ['string', () => ['a', 'b']],
  ])('a tensor of %s: invalid-values', (dtype, make) => {
    const message = `expected a tensor of float32, int32 or bool, got ${dtype}`;
    expect(() => l2Normalize(make())).toThrow(expect.objectContaining({ code: 'invalid-values', message }));
  });

  test.each([
    [{ axis: 2 }, 'axis-out-of-range'],
    [{ axis: 1.5 }, 'invalid-axis'],
    [{ axis: [] }, 'empty-axis'],
    [{ axis: [0, -2] }, 'repeated-axis'],
    [{ p: 0.5 }, 'invalid-p'],
    [{ rule: 'floor' }, 'unknown-rule'],
    [{ rule: 'max' }, 'missing-epsilon'],
    [{ epsilon: 1 }, 'epsilon-without-rule'],
    [{ rule: 'max', epsilon: -1 }, 'invalid-epsilon'],
    [{ rule: 'max-squared', epsilon: 1, p: 1 }, 'rule-needs-p-2'],
    [{ like: 'pytorch' }, 'unknown-preset'],
    [{ like: 'torch', rule: 'max' }, 'preset-with-rule'],
    [{ eps: 1e-12 }, 'unknown-option'],
    [null, 'invalid-options'],
    [-1, 'invalid-options'],
  ])('options %j: %s, and nothing is left behind', (options, code) => {
    const x = tf.tensor([[3, 4]], [1, 2], 'int32');
    const before = tf.memory().numTensors;
    expect(() => l2Normalize(x, options as L2NormalizeOptions)).toThrow(expect.objectContaining({ code }));
    expect(() => l2Normalize(tf.tensor([], [0, 2]), options as L2NormalizeOptions)).toThrow(
      expect.objectContaining({ code }),
    );
    expect(tf.memory().numTensors).toBe(before + 1);
    x.dispose();
  });

  test('a tensor that was disposed of', () => {
    const x = tf.tensor([3, 4]);
    x.dispose();
    expect(() => l2Normalize(x)).toThrow('Tensor is disposed');
  });
});
