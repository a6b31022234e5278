import { describe, expect, test } from 'vitest';
import {
  deviations,
  notRun,
  type PublishedVector,
  publishedIds,
  publishedVectors,
} from '../../conformance/src/published-vectors.ts';
import { type PresetName, presets, resolveRule } from '../src/index.ts';
import { gradientExactly, normalizeExactly, normsExactly } from '../src/reference/index.ts';
import { failureOf } from './failure-of.ts';

function run({ op, input, options }: PublishedVector): ArrayLike<number> {
  if (op === 'norm') return normsExactly(input, options);
  if (op === 'gradient_of_sum') return gradientExactly(input, input.slice().fill(1), options);
  const result = normalizeExactly(input, options);
  return op === 'norms_of_result'
    ? normsExactly(result, { shape: options.shape, axis: options.axis })
    : result;
}

describe('the reference gives the numbers that the framework publishes', () => {
  for (const vector of publishedVectors) {
    const { id, dtype, preset } = vector;
    test(`${id}, ${dtype}, ${preset === undefined ? 'rule none' : `preset ${preset}`}`, () => {
      expect(deviations(vector, run(vector))).toEqual([]);
    });
  }
});

test('every vector in the files is run, or listed with the reason why not', () => {
  const run = new Set(publishedVectors.map((vector) => vector.id));
  expect(publishedIds.filter((id) => !run.has(id)).sort()).toEqual(Object.keys(notRun).sort());
  expect(Object.keys(notRun).sort()).toEqual([
    'keras3/UnitNormalization/property',
    'pytorch#192017/float16 zero',
    'pytorch/OpInfo/sample_inputs_normalize',
    'pytorch/test_nn/test_normalize',
    'tfjs/norm/vec -inf',
  ]);
  expect(new Set(publishedIds).size).toBe(publishedIds.length);
});

test('what could not run is refused by name', () => {
  expect(failureOf(() => resolveRule({ p: -Infinity }, 'float32')).code).toBe('invalid-p');
});

test('presets with published vectors, by recipe, and without any make up all presets', () => {
  const byVector = new Set(publishedVectors.flatMap(({ preset }) => preset ?? []));
  const byRecipe: PresetName[] = ['keras']; // keras3/UnitNormalization/property, in recipes.test.ts
  const withoutAny: PresetName[] = ['faiss', 'pgvector', 'tfjs-unit-norm']; // by hand, in preset.test.ts
  expect([...byVector, ...byRecipe, ...withoutAny].sort()).toEqual(Object.keys(presets).sort());
});

test('vectors without a preset are those of projects that have none, and one whose epsilon keras fixes', () => {
  const ids = publishedVectors.filter(({ preset }) => preset === undefined).map(({ id }) => id);
  const projects = new Set(ids.map((id) => id.split('/', 2).join('/')));
  expect([...projects].sort()).toEqual([
    'gl-matrix/vec3',
    'gl-matrix/vec4',
    'keras/utils.normalize',
    'tfjs/norm',
    'transformers.js/normalize',
  ]);
  // keras.utils.normalize divides by the norm, and by 1 where that is 0; no preset of Keras has epsilon 0.
  expect(failureOf(() => resolveRule({ like: 'keras', epsilon: 0 }, 'float64')).code).toBe(
    'preset-parameter',
  );
});

test('overrides are used only where a vector departs from its preset', () => {
  const overridden = publishedVectors
    .filter(({ preset, options }) => preset && (options.epsilon !== undefined || options.p !== undefined))
    .map(({ id, options: { p, epsilon } }) => [id, p, epsilon]);
  expect(overridden).toEqual([
    ['coreml/mil/l2_norm smoke', undefined, 1e-10],
    ['coreml/nn/l2_normalize', undefined, 1e-5],
    ['keras3/normalize/order3', 3, undefined],
    ['keras3/normalize/norm_below_epsilon', undefined, 1e-5],
    ['keras3/normalize/zero_gradient', undefined, 1e-3],
    ['onnx/test_l1normalization_axis_0', 1, undefined],
    ['onnx/test_l1normalization_axis_1', 1, undefined],
    ['onnx/test_l1normalization_axis_last', 1, undefined],
    ['ort/L1Normalization', 1, undefined],
    ['ort/L1Normalization', 1, undefined],
    ['ort/L1ValidNegativeAxis', 1, undefined],
    ['ort/L1WithZeroNorm', 1, undefined],
    ['sklearn/return_norm/l1', 1, undefined],
    ['sklearn/return_norm/max', Infinity, undefined],
  ]);
});

describe('a deviation is seen', () => {
  test.each(publishedVectors.filter(({ expected }) => expected.every(Number.isFinite)))(
    '$id: a result beyond its tolerance, a NaN and a wrong length',
    (vector) => {
      const start = vector.expected.slice(0, -1);
      const last = vector.expected.at(-1)!;
      expect(deviations(vector, vector.expected)).toEqual([]);
      expect(
        deviations(vector, [...start, last + 1.01 * vector.tolerance(last) + Number.MIN_VALUE]),
      ).toHaveLength(1);
      expect(deviations(vector, [...start, Number.NaN])).toHaveLength(1);
      expect(deviations(vector, start)).toHaveLength(1);
    },
  );

  test('tolerances that no project states stay within three roundings and the printed decimals', () => {
    const derived = ['ort/', 'nnapi/', 'gl-matrix/', 'tf/doc/', 'coreml/mil/'];
    const vectors = publishedVectors.filter(({ id }) => derived.some((prefix) => id.startsWith(prefix)));
    expect(vectors.length).toBe(20);
    for (const { tolerance, expected } of vectors) {
      for (const value of expected) {
        expect(tolerance(value)).toBeLessThanOrEqual(3 * 2 ** -24 * Math.abs(value) + 0.5e-8);
      }
    }
  });
});
