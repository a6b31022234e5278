import { createNormalizer, tallyFields } from '@unitsphere/core';
import { describe, expect, test } from 'vitest';
import { failureOf } from '../../core/test/failure-of.ts';
import { cpu, gradient, normalize, norms } from '../src/index.ts';
import { differences } from './differences.ts';
import { float32Families, float32Slice } from './slice-families.ts';

const values = float32Slice(float32Families.ordinary, 24, 1);
const shape = [4, 6];

describe('the capabilities are plain data and say what is tested here', () => {
  const { capabilities, name } = cpu();

  test('exact float32, one ULP of float64, other orders, gradient, strides, in place', () => {
    expect(name).toBe('cpu');
    expect(JSON.parse(JSON.stringify(capabilities))).toEqual(capabilities);
    expect(capabilities).toEqual({
      reading: 'sync',
      residency: 'host',
      precision: {
        float32: { rounding: 'exact', otherOrders: { maxUlp: 1 } },
        float64: { rounding: { maxUlp: 1 }, otherOrders: { maxUlp: 1 } },
      },
      inPlace: true,
      strided: true,
      norms: { maxUlp: 1 },
      gradient: { maxUlp: 1 },
      maxElements: 2 ** 32,
    });
  });

  test('uploading and reading copy nothing', () => {
    const backend = cpu();
    expect(backend.upload(values)).toBe(values);
    expect(backend.read(values)).toBe(values);
  });
});

describe('createNormalizer(cpu())', () => {
  test('gives the bits of the functions', () => {
    const normalizer = createNormalizer(cpu());
    expect(differences(normalizer.normalize(values, { shape }), normalize(values, { shape }))).toEqual([]);
    expect(differences(normalizer.norms(values, { shape }), norms(values, { shape }))).toEqual([]);
    const dx = normalizer.gradient(values, values, { shape });
    expect(differences(dx, gradient(values, values, { shape }))).toEqual([]);
  });

  test('normalizes tensors into fresh tensors, along any adjoining axes', () => {
    const normalizer = createNormalizer(cpu());
    const tensor = normalizer.tensor(values, shape);
    for (const axis of [0, 1, -1, null]) {
      using result = normalizer.normalize(tensor, { axis });
      expect(result.shape).toEqual(shape);
      expect(result.dtype).toBe('float32');
      expect(result.buffer).not.toBe(values);
      expect(differences(result.read(), normalize(values, { shape, axis }))).toEqual([]);
      expect(differences(normalizer.norms(tensor, { axis }), norms(values, { shape, axis }))).toEqual([]);
    }
    expect(
      failureOf(() => normalizer.normalize(normalizer.tensor(values, [2, 3, 4]), { axis: [0, 2] })).code,
    ).toBe('unsupported');
  });

  test('a tensor and the normalizer end once, and are refused afterwards', () => {
    const normalizer = createNormalizer(cpu());
    const tensor = normalizer.tensor(values);
    tensor[Symbol.dispose]();
    tensor[Symbol.dispose]();
    expect(failureOf(() => tensor.read()).code).toBe('disposed');
    expect(failureOf(() => normalizer.normalize(tensor)).code).toBe('disposed');
    normalizer[Symbol.dispose]();
    normalizer[Symbol.dispose]();
    expect(failureOf(() => normalizer.normalize(values)).code).toBe('disposed');
    expect(normalize(Float32Array.of(3, 4))).toEqual(Float32Array.of(0.6, 0.8));
  });

  test('a tensor of another cpu backend is refused', () => {
    const tensor = createNormalizer(cpu()).tensor(values);
    expect(failureOf(() => createNormalizer(cpu()).norms(tensor)).code).toBe('foreign-tensor');
  });
});

describe('the backend by itself', () => {
  const problem = {
    dtype: 'float32',
    outer: 2,
    length: 3,
    inner: 4,
    stride: 12,
    p: 2,
    denominator: { form: 'floor', of: 'norm', epsilon: 0 },
  } as const;

  test('writes to the output named, or to a fresh buffer of the input’s size and dtype', () => {
    const backend = cpu();
    const output = new Float32Array(24);
    expect(backend.normalize(values, problem, output)).toBe(output);
    expect(differences(backend.normalize(values, problem), output)).toEqual([]);
    expect(backend.gradient(values, values, problem, output)).toBe(output);
    expect(backend.gradient(values, values, problem)).toBeInstanceOf(Float32Array);
    const wide = Float64Array.from(values);
    expect(backend.normalize(wide, { ...problem, dtype: 'float64' })).toBeInstanceOf(Float64Array);
  });

  test('gives a norm for each slice and one count for each field of the tally', () => {
    const backend = cpu();
    const { norms: measured, tally } = backend.normalizeWithNorms(values, problem);
    expect(measured.length).toBe(8);
    expect(tally).toEqual(new Float64Array(tallyFields.length));
  });
});
