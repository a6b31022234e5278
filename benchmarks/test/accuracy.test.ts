import { expect, test } from 'vitest';
import { accuracyOf } from '../accuracy.ts';
import { drawInputs } from '../inputs.ts';
import { scenarios } from '../scenarios.ts';

const float32 = (...values: number[]) => new Float32Array(values);
const float64 = (...values: number[]) => new Float64Array(values);

test('neighbours are one ULP apart, also across zero, a power of two and the subnormals', () => {
  const worst = (a: number, b: number): number => accuracyOf(float32(a), float32(b)).worstUlp;
  expect(worst(1, 1 + 2 ** -23)).toBe(1);
  expect(worst(1, 1 - 2 ** -24)).toBe(1);
  expect(worst(2 ** -149, -(2 ** -149))).toBe(2);
  expect(worst(2 ** -126, 2 ** -126 - 2 ** -149)).toBe(1);
});

test('so they are in float64, where the words carry', () => {
  const worst = (a: number, b: number): number => accuracyOf(float64(a), float64(b)).worstUlp;
  expect(worst(1, 1 + 2 ** -52)).toBe(1);
  expect(worst(1, 1 - 2 ** -53)).toBe(1);
  expect(worst(-(1 + 3 * 2 ** -52), -1)).toBe(3);
  expect(worst(2 ** -1074, -(2 ** -1074))).toBe(2);
  // The low word goes over into the high one.
  expect(worst(1 + 2 ** -20, 1 + 2 ** -20 - 2 ** -52)).toBe(1);
});

test('NaN is like NaN and infinitely far from a number; zeros of other signs are not the same', () => {
  expect(accuracyOf(float32(Number.NaN, 1), float32(Number.NaN, 1))).toEqual({
    exact: 1,
    worstUlp: 0,
    elements: 2,
  });
  expect(accuracyOf(float32(Number.NaN, 1), float32(1, 1))).toEqual({
    exact: 0.5,
    worstUlp: Infinity,
    elements: 2,
  });
  expect(accuracyOf(float32(0), float32(-0)).exact).toBe(0);
});

test('results of another length or dtype are refused', () => {
  expect(() => accuracyOf(float32(1), float32(1, 2))).toThrow('1 results, expected 2');
  expect(() => accuracyOf(float32(1), float64(1))).toThrow('results of 32 bits, expected 64');
});

test('a seed gives the same values again, another seed others, all of them finite and spread', () => {
  for (const each of scenarios.filter(({ values }) => values !== 'glove')) {
    const scenario = { ...each, shape: [40, 100] };
    const [a, again, b] = [1, 1, 2].map((seed) => drawInputs(scenario, seed).x);
    expect(a).toEqual(again);
    expect(a?.some((value: number, i: number) => value !== b?.[i])).toBe(true);
    expect(a?.every(Number.isFinite)).toBe(true);
    const above = Array.from(a ?? []).filter((value) => value > 0).length;
    // Of 4000 fair coins it is 2000, with a standard deviation of 32.
    expect(Math.abs(above - 2000)).toBeLessThan(200);
  }
});
