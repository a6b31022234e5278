import { describe, expect, test } from 'vitest';
import { type DType, type PresetName, presets, resolveRule } from '../src/index.ts';
import { normalizeExactly } from '../src/reference/index.ts';
import { bitsOf, float32Of } from './bits-of.ts';
import { failureOf } from './failure-of.ts';

// The contract's table: rule as the form a kernel gets, and epsilon.
const table: Record<PresetName, readonly [form: string, of: string, epsilon: number]> = {
  tensorflow: ['floor', 'square', 1e-12],
  keras2: ['floor', 'square', 1e-12],
  keras: ['floor', 'norm', 1e-12],
  'keras-ops': ['floor', 'norm', 1e-7],
  torch: ['floor', 'norm', 1e-12],
  sklearn: ['keep', 'norm', Number.NaN], // by dtype, below
  onnx: ['floor', 'norm', 0],
  faiss: ['floor', 'norm', 0],
  pgvector: ['floor', 'norm', 0],
  tflite: ['floor', 'norm', 1e-6],
  coreml: ['plus', 'square', 1e-6],
  'tfjs-layers': ['floor', 'square', 1e-7],
  'tfjs-unit-norm': ['plus', 'norm', 1e-7],
};
// numpy.finfo(dtype).eps, as NumPy prints it.
const machineEpsilon: Record<DType, number> = { float32: 1.1920929e-7, float64: 2.220446049250313e-16 };

describe.each(Object.entries(table))('preset %s', (name, [form, of, epsilon]) => {
  const like = name as PresetName;

  test.each<DType>(['float32', 'float64'])('has the row of the contract for %s', (dtype) => {
    const { p, denominator } = resolveRule({ like }, dtype);
    expect(p).toBe(2);
    expect([denominator.form, denominator.of]).toEqual([form, of]);
    if (like !== 'sklearn') expect(denominator.epsilon).toBe(epsilon);
    // The printed float32 epsilon has 8 digits, so float32 decides.
    else if (dtype === 'float32')
      expect(Math.fround(denominator.epsilon)).toBe(Math.fround(10 * machineEpsilon.float32));
    else expect(denominator.epsilon).toBe(10 * machineEpsilon.float64);
  });
});

test('there are the presets of the table and no others', () => {
  expect(Object.keys(presets).sort()).toEqual(Object.keys(table).sort());
});

test('an explicit p or epsilon takes the place of the default, where the framework has it', () => {
  const resolved = (options: Parameters<typeof resolveRule>[0]) => {
    const { p, denominator } = resolveRule(options, 'float32');
    return [p, denominator.epsilon];
  };
  expect(resolved({ like: 'torch', p: 1 })).toEqual([1, 1e-12]);
  expect(resolved({ like: 'torch', p: 3.5, epsilon: 0.5 })).toEqual([3.5, 0.5]);
  expect(resolved({ like: 'keras-ops', p: Infinity, epsilon: 0 })).toEqual([Infinity, 0]);
  expect(resolved({ like: 'tensorflow', epsilon: 1e-3 })).toEqual([2, 1e-3]);
  expect(resolved({ like: 'coreml', epsilon: 1e-10 })).toEqual([2, 1e-10]);
  expect(resolved({ like: 'sklearn', p: Infinity })[0]).toBe(Infinity);
  expect(resolved({ like: 'onnx', p: 1 })).toEqual([1, 0]);
  expect(resolved({ like: 'faiss', p: 2 })).toEqual([2, 0]);
});

test('epsilon −0 is 0, so that no denominator turns negative', () => {
  expect(resolveRule({ rule: 'add', epsilon: -0 }, 'float32').denominator.epsilon).toBe(0);
});

describe('frameworks without published vectors: their formula in real numbers, by hand', () => {
  describe.each(['faiss', 'pgvector'] as const)('%s: x / N', (like) => {
    test.each([
      [
        [3, 4],
        [0.6, 0.8],
      ],
      [
        [-2, 3, 6],
        [-2 / 7, 3 / 7, 6 / 7],
      ],
      [
        [8, 15],
        [8 / 17, 15 / 17],
      ],
      [
        [0, 0],
        [0, 0],
      ],
      [[5], [1]],
    ])('%j becomes the nearest float32 to %j', (input, expected) => {
      expect(bitsOf(normalizeExactly(Float32Array.from(input), { like }))).toEqual(
        bitsOf(Float32Array.from(expected)),
      );
    });

    test('unit vectors come out where squares pass the float32 range', () => {
      for (const scale of [2 ** -140, 2 ** 120]) {
        const result = normalizeExactly(Float32Array.of(3 * scale, 4 * scale), { like });
        expect(result).toEqual(Float32Array.of(0.6, 0.8));
      }
    });
  });

  describe('tfjs-unit-norm: x / (N + 1e-7)', () => {
    const like = 'tfjs-unit-norm';

    test('[3, 4] comes out a little short of a unit vector', () => {
      // 3 / (5 + 1e-7) = 0.6·(1 − 2e-8) = 0.599999988: between 0x3f199999 (…964) and 0x3f19999a (0.600000024), nearer
      // the first. 4 / (5 + 1e-7) = 0.799999984: between …952 and 0x3f4ccccd (0.800000012), nearer the second.
      expect(bitsOf(normalizeExactly(Float32Array.of(3, 4), { like }))).toEqual(['3f199999', '3f4ccccd']);
    });

    test('a vector as long as epsilon comes out half as long', () => {
      // 1e-7 is the same float64 in the data and in epsilon, so the quotient is 1/2 exactly.
      expect([...normalizeExactly(Float64Array.of(1e-7, 0), { like })]).toEqual([0.5, 0]);
    });

    test('zeros stay zeros', () => {
      expect(bitsOf(normalizeExactly(Float32Array.of(0, -0), { like }))).toEqual(['00000000', '80000000']);
    });
  });
});

describe('the same short vector by preset, as the table of lengths in the contract has it', () => {
  // A vector of one element: the result is its length over D. Each figure is a power of ten, rounded to float64.
  test.each<[PresetName, number, number]>([
    ['tensorflow', 1e-5, 1],
    ['tensorflow', 1e-7, 0.1],
    ['tensorflow', 1e-13, 1e-7],
    ['tensorflow', 1e-25, 1e-19],
    ['keras2', 1e-7, 0.1],
    ['keras', 1e-7, 1],
    ['torch', 1e-13, 0.1],
    ['torch', 1e-25, 1e-13],
    ['onnx', 1e-25, 1],
    ['tfjs-layers', 1e-13, 1e-13 / Math.sqrt(1e-7)],
    ['sklearn', 1e-25, 1e-25],
    ['torch', 1e20, 1],
    ['tensorflow', 0, 0],
  ])('%s makes %d into %d', (like, length, expected) => {
    const [result] = normalizeExactly(Float64Array.of(length), { like });
    // Three roundings to float64 (the length, epsilon, the figure) of 2^-53 each, and the result's own.
    expect(Math.abs(result! - expected)).toBeLessThanOrEqual(4 * 2 ** -53 * expected);
  });

  test('sklearn returns short vectors unchanged, to the bit', () => {
    const short = float32Of(0x80000001, 0x33d6bf95, 0x00000000); // −2^-149, 1e-7, 0
    expect(bitsOf(normalizeExactly(short, { like: 'sklearn' }))).toEqual(bitsOf(short));
  });
});

test('onnx has p = 1 and 2, and no other', () => {
  expect(failureOf(() => resolveRule({ like: 'onnx', p: Infinity }, 'float32')).code).toBe(
    'preset-parameter',
  );
});
