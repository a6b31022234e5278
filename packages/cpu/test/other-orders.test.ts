import { describe, expect, test } from 'vitest';
import { normalize, norms } from '../src/index.ts';
import { ruleCases } from './rule-cases.ts';
import { float32Families, float32Slice, float64Families, float64Slice } from './slice-families.ts';
import { worstUlp } from './worst-ulp.ts';

const orders = [1 + 2 ** -52, 1.001, 1.5, 2 + 2 ** -51, 2.5, 3, 10, 1e6, 1e15, 1e300, Number.MAX_VALUE];

describe.each(orders)('p = %d', (p) => {
  test.each(Object.entries(float64Families))('float64 is within 1 ULP: %s', (_, draw) => {
    for (const length of [2, 5]) {
      const slice = float64Slice(draw, length, length);
      expect(worstUlp(slice, normalize(slice, { p }), { p })).toBeLessThanOrEqual(1);
    }
  });

  test.each(Object.entries(float32Families))('float32 is within 1 ULP: %s', (_, draw) => {
    for (const length of [2, 5]) {
      const slice = float32Slice(draw, length, length);
      expect(worstUlp(slice, normalize(slice, { p }), { p })).toBeLessThanOrEqual(1);
    }
  });
});

describe.each([1.5, 3])('p = %d under every rule', (p) => {
  test('float32 and float64', () => {
    const narrow = float32Slice(float32Families.ordinary, 6, 1);
    for (const rule of ruleCases(p, norms(narrow, { p })[0]!)) {
      expect(worstUlp(narrow, normalize(narrow, rule), rule)).toBeLessThanOrEqual(1);
    }
    for (const scale of [2 ** -1040, 1, 2 ** 1022]) {
      const wide = float64Slice(float64Families.ordinary, 6, 1).map((x) => x * scale);
      for (const rule of ruleCases(p, norms(wide, { p })[0]!)) {
        expect(worstUlp(wide, normalize(wide, rule), rule), JSON.stringify(rule)).toBeLessThanOrEqual(1);
      }
    }
  });
});

test('equal elements at a huge order: the norm is the largest, not NaN', () => {
  for (const p of [1e200, 1e300, 1e301, Number.MAX_VALUE]) {
    expect([...normalize(Float64Array.of(-7, 7, 3.5), { p })]).toEqual([-1, 1, 0.5]);
    expect([...norms(Float32Array.of(-7, 7, 3.5), { p })]).toEqual([7]);
  }
});

test('elements a last place below the largest count at an order of 1e16', () => {
  const slice = Float64Array.of(1, 1 - 2 ** -53, 1 - 2 ** -52, 0.99);
  for (const p of [1e15, 1e16, 1e17]) {
    expect(worstUlp(slice, normalize(slice, { p }), { p })).toBeLessThanOrEqual(1);
  }
});
