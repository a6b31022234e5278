import { describe, expect, test } from 'vitest';
import { type NormOptions, resolveAxes, resolveRule } from '../src/index.ts';
import { gradientExactly, normalizeExactly, normsExactly } from '../src/reference/index.ts';
import { failureOf } from './failure-of.ts';

/** Numbers from a normal distribution, by Box and Muller over a multiplicative generator mod 2^31 − 1. */
function randn(count: number, seed: number): Float64Array {
  let state = seed;
  const uniform = (): number => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  return Float64Array.from(
    { length: count },
    () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
  );
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

/**
 * torch.autograd.gradcheck in its fast mode: uᵀJv by central differences of step 1e-6 against the gradient of u, which
 * must agree within its defaults, atol = 1e-5 and rtol = 1e-3, for random u and v.
 */
function gradcheck(options: NormOptions & { readonly shape: readonly number[] }): void {
  const count = sizeOf(options.shape);
  const step = 1e-6;
  for (let seed = 1; seed <= 3; seed++) {
    const [x, u, v] = [randn(count, seed), randn(count, seed + 100), randn(count, seed + 200)];
    const along = (sign: number) =>
      normalizeExactly(
        x.map((value, i) => value + sign * step * v[i]!),
        options,
      );
    const [after, before] = [along(1), along(-1)];
    const numeric = u.reduce((sum, value, i) => sum + (value * (after[i]! - before[i]!)) / (2 * step), 0);
    const analytic = gradientExactly(x, u, options).reduce((sum, value, i) => sum + value * v[i]!, 0);
    expect(Math.abs(numeric - analytic)).toBeLessThanOrEqual(1e-5 + 1e-3 * Math.abs(analytic));
  }
}

describe('pytorch/test_nn/test_normalize: gradcheck in float64', () => {
  test.each<[string, NormOptions & { shape: number[] }]>([
    ['p = 1 along the last of [1, 3, 4, 4]', { shape: [1, 3, 4, 4], p: 1, axis: -1 }],
    ['p = 2 along the last but one of [1, 3, 4, 4]', { shape: [1, 3, 4, 4], p: 2, axis: -2 }],
    ['p = 1 of a 0-d tensor', { shape: [], p: 1 }], // torch names it dim −1; rank 0 takes none here
  ])('%s', (_, options) => {
    gradcheck({ ...options, like: 'torch' });
  });
});

describe('pytorch/OpInfo/sample_inputs_normalize', () => {
  // torch's own default is dim 1. Samples with p = 0.5, −1 and 0 are no norms and refused, below.
  test.each<[string, NormOptions & { shape: number[] }]>([
    ['[2, 1, 4, 5] p = 1 dim 2', { shape: [2, 1, 4, 5], p: 1, axis: 2 }],
    ['[2, 3, 4, 5] p = 2 dim 1', { shape: [2, 3, 4, 5], p: 2, axis: 1 }],
    ['[] p = 1.2', { shape: [], p: 1.2 }],
    ['[2, 3, 4, 5] by default', { shape: [2, 3, 4, 5], axis: 1 }],
    ['[2, 3, 4, 5] eps = 1e-4', { shape: [2, 3, 4, 5], axis: 1, epsilon: 1e-4 }],
  ])('%s', (_, options) => {
    gradcheck({ ...options, like: 'torch' });
  });

  test.each([0.5, -1, 0])('p = %d is refused as no norm', (p) => {
    expect(failureOf(() => resolveRule({ like: 'torch', p }, 'float32')).code).toBe('invalid-p');
  });
});

describe('keras3/UnitNormalization/property: the squares of each slice sum to 1', () => {
  test.each<[number[], number | number[]]>([
    [[2, 3], -1],
    [
      [2, 3, 3],
      [1, 2],
    ],
    [[2, 3, 2], 1],
  ])('shape %j, axis %j', (shape, axis) => {
    const x = Float32Array.from(randn(sizeOf(shape), 7));
    const y = normalizeExactly(x, { shape, axis, like: 'keras' });
    expect(y.length).toBe(x.length);
    // Each y is off by at most 2^-24 of itself, so the norm is too: nearer than the project's own 1e-6.
    for (const norm of normsExactly(y, { shape, axis }))
      expect(Math.abs(norm - 1)).toBeLessThanOrEqual(2 ** -24);
  });

  test('an axis that is no integer, list or null is refused', () => {
    expect(failureOf(() => resolveAxes({} as unknown as number, 2)).code).toBe('invalid-axis');
  });
});

describe('nnapi/v1_2: the same vectors with the axis in every place of every rank', () => {
  const vectors = [0, 3, 4, 3, 0, 4, 8, 6, 0, 12, 0, 9, 9, 12, 20, 12, 15, 16, 20, 9, 12, 16, 15, 12];
  const moved = (rank: number, axis: number): { x: Float32Array; shape: number[] } => {
    const outer = axis === 0 ? 1 : axis === rank - 1 ? 8 : 2;
    const inner = 8 / outer;
    const shape = Array<number>(rank).fill(1);
    shape[0] = outer;
    shape[rank - 1] = inner;
    shape[axis] = 3;
    const x = new Float32Array(24);
    vectors.forEach((value, i) => {
      const [vector, k] = [Math.floor(i / 3), i % 3];
      x[(Math.floor(vector / inner) * 3 + k) * inner + (vector % inner)] = value;
    });
    return { x, shape };
  };

  test.each([2, 3, 4].flatMap((rank) => Array.from({ length: rank }, (_, axis) => [rank, axis])))(
    'rank %i, axis %i, counted from either end',
    (rank, axis) => {
      const { x, shape } = moved(rank!, axis!);
      expect(shape).toHaveLength(rank!);
      for (const named of [axis!, axis! - rank!]) {
        const options = { shape, axis: named, like: 'tflite' } as const;
        for (const norm of normsExactly(x, options)) expect([5, 10, 15, 25]).toContain(norm);
        for (const norm of normsExactly(normalizeExactly(x, options), { shape, axis: named })) {
          expect(Math.abs(norm - 1)).toBeLessThanOrEqual(2 ** -24);
        }
      }
    },
  );
});
