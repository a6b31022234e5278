import { exactNorm, normsExactly, ulpDistance } from '@unitsphere/core/reference';
import { describe, expect, test } from 'vitest';
import { normalize, normalizeWithNorms, norms } from '../src/index.ts';
import { differences } from './differences.ts';
import { float32Families, float32Slice, float64Families, float64Slice } from './slice-families.ts';

const orders = [1, 2, Infinity, 1.5, 3];

function normUlp(slice: Float32Array | Float64Array, p: number): number {
  return ulpDistance(norms(slice, { p })[0]!, exactNorm(slice, p).floor, 'float64');
}

describe.each(orders)('p = %d: norms are float64 within 1 ULP', (p) => {
  test.each(Object.entries(float32Families))('of float32: %s', (_, draw) => {
    for (const length of [1, 2, 5, 8, 70]) {
      expect(normUlp(float32Slice(draw, length, length), p)).toBeLessThanOrEqual(1);
    }
  });

  test.each(Object.entries(float64Families))('of float64: %s', (name, draw) => {
    // Norms past the largest float64 stand below.
    const factor = name.includes('largest') || name.includes('1023') ? 2 ** -10 : 1;
    for (const length of [1, 2, 5, 8, 70]) {
      const slice = float64Slice(draw, length, length).map((x) => x * factor);
      expect(normUlp(slice, p)).toBeLessThanOrEqual(1);
    }
  });
});

test('a norm past float32 is finite', () => {
  const [norm] = norms(Float32Array.of(3e38, 3e38));
  expect(norm).toBe(normsExactly(Float32Array.of(3e38, 3e38))[0]);
  expect(norm).toBeGreaterThan(4e38);
});

test('a norm is infinite only where the true one passes float64', () => {
  const most = Number.MAX_VALUE;
  expect([...norms(Float64Array.of(most))]).toEqual([most]);
  expect([...norms(Float64Array.of(most, most), { p: Infinity })]).toEqual([most]);
  expect([...norms(Float64Array.of(most, most))]).toEqual([Infinity]);
  expect([...norms(Float64Array.of(most, most), { p: 1 })]).toEqual([Infinity]);
  expect([...norms(Float64Array.of(most, 2 ** 969), { p: 1 })]).toEqual([most]); // below half a unit more
  expect([...norms(Float64Array.of(most, 2 ** 970), { p: 1 })]).toEqual([Infinity]);
  expect([...norms(Float64Array.of(most / 2, most / 2), { p: 1 })]).toEqual([most]);
});

test('norms of slices without elements are 0', () => {
  for (const p of orders) {
    expect([...norms(new Float32Array(0), { shape: [3, 0], p })]).toEqual([0, 0, 0]);
    expect([...norms(new Float64Array(0), { p })]).toEqual([0]);
  }
});

test('a NaN makes the norm NaN, an infinity without one makes it infinite', () => {
  const rows = [Number.NaN, 1, Infinity, Number.NaN, 1, -Infinity, 3, 4];
  for (const values of [Float32Array.from(rows), Float64Array.from(rows)]) {
    expect([...norms(values, { shape: [4, 2] })]).toEqual([Number.NaN, Number.NaN, Infinity, 5]);
    expect([...norms(values, { shape: [2, 4], axis: 0 })]).toEqual([
      Number.NaN,
      Infinity,
      Infinity,
      Number.NaN,
    ]);
  }
});

test('norms come before the rule', () => {
  const values = Float32Array.of(3, 4);
  for (const rule of ['max', 'max-squared', 'add', 'add-squared', 'keep-below'] as const) {
    expect([...norms(values, { rule, epsilon: 100 })]).toEqual([5]);
    expect([...normalizeWithNorms(values, { rule, epsilon: 100 }).norms]).toEqual([5]);
  }
});

describe('normalizeWithNorms has the bits of normalize and of norms', () => {
  const shape = [4, 6, 5];
  const draws = { float32: float32Families['mixed scale'], float64: float64Families.ordinary };
  const inputs = {
    float32: float32Slice(draws.float32, 120, 1),
    float64: float64Slice(draws.float64, 120, 1),
  };

  test.each(['float32', 'float64'] as const)('%s, along every axis, in place too', (dtype) => {
    for (const axis of [0, 1, 2, [0, 2], [0, 1], null]) {
      for (const p of orders) {
        const options = { shape, axis, p };
        const values = inputs[dtype].slice();
        const both = normalizeWithNorms(values, options);
        expect(differences(values, inputs[dtype])).toEqual([]);
        expect(differences(both.values, normalize(values, options))).toEqual([]);
        expect(differences(both.norms, norms(values, options))).toEqual([]);
        const inPlace = normalizeWithNorms(values, { ...options, output: values });
        expect(inPlace.values).toBe(values);
        expect(differences(values, both.values)).toEqual([]);
        expect(differences(inPlace.norms, both.norms)).toEqual([]);
      }
    }
  });
});
