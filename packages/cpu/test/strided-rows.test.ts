import type { FloatArray } from '@unitsphere/core';
import { describe, expect, test } from 'vitest';
import { gradient, normalize, normalizeWithNorms, norms } from '../src/index.ts';
import { differences } from './differences.ts';
import { float32Families, float32Slice } from './slice-families.ts';

const [rows, length, stride] = [5, 7, 10];
const options = { shape: [rows, length], stride };

function spaced(dense: FloatArray, total: number, gap: number): FloatArray {
  const result = new (dense.constructor as Float32ArrayConstructor)(total).fill(gap);
  for (let r = 0; r < rows; r++) result.set(dense.subarray(r * length, (r + 1) * length), r * stride);
  return result;
}

describe.each([
  ['with the last gap', rows * stride],
  ['without the last gap', rows * stride - (stride - length)],
  ['with part of the last gap', rows * stride - 1],
])('rows with gaps between them, %s', (_, total) => {
  describe.each([
    ['float32', Float32Array],
    ['float64', Float64Array],
  ] as const)('%s', (_, Values) => {
    const dense: FloatArray = Values.from(float32Slice(float32Families.ordinary, rows * length, 8));
    const upstream: FloatArray = Values.from(float32Slice(float32Families.ordinary, rows * length, 9));
    const plain = { shape: options.shape };

    test('what stands in the gaps counts in no row', () => {
      for (const gap of [1e30, Number.NaN, Infinity]) {
        const values = spaced(dense, total, gap);
        expect(differences(norms(values, options), norms(dense, plain))).toEqual([]);
        const result = normalize(values, options);
        expect(differences(result, spaced(normalize(dense, plain), total, 0))).toEqual([]);
      }
    });

    test.each([2, 3])('the gaps of a given output stay as they are, p = %d', (p) => {
      const output = new Values(total).fill(77);
      normalize(spaced(dense, total, 55), { ...options, p, output });
      expect(differences(output, spaced(normalize(dense, { ...plain, p }), total, 77))).toEqual([]);
    });

    test('the gaps stay as they are in place', () => {
      const values = spaced(dense, total, 55);
      const { tally } = normalizeWithNorms(values, { ...options, output: values });
      expect(differences(values, spaced(normalize(dense, plain), total, 55))).toEqual([]);
      expect(tally).toEqual({ zero: 0, nonFinite: 0, clamped: 0, settledExactly: 0 });
    });

    test('gradients skip the gaps too', () => {
      const output = new Values(total).fill(77);
      gradient(spaced(dense, total, 55), spaced(upstream, total, Number.NaN), { ...options, output });
      expect(differences(output, spaced(gradient(dense, upstream, plain), total, 77))).toEqual([]);
    });
  });
});
