import type { FloatArray, NormOptions } from '@unitsphere/core';
import { describe, expect, test } from 'vitest';
import { gradient, normalize } from '../src/index.ts';
import { differences } from './differences.ts';
import { float64Families, float64Slice } from './slice-families.ts';

const layouts: [string, NormOptions][] = [
  ['rows', { shape: [20, 6] }],
  ['columns', { shape: [6, 20], axis: 0 }],
  ['an inner axis', { shape: [2, 6, 10], axis: 1 }],
  ['axes that do not adjoin', { shape: [4, 6, 5], axis: [0, 2] }],
  ['all axes', { shape: [4, 6, 5], axis: null }],
];
const margin = 3;

/** 120 values in the middle of a larger buffer filled with 77. */
function inTheMiddle(Values: typeof Float32Array | typeof Float64Array): [FloatArray, FloatArray] {
  const whole = new Values(120 + 2 * margin).fill(77);
  const view = whole.subarray(margin, margin + 120);
  view.set(float64Slice(float64Families.ordinary, 120, 4));
  return [whole, view];
}

function margins(whole: FloatArray): number[] {
  return [...whole.subarray(0, margin), ...whole.subarray(-margin)];
}

describe.each([
  ['float32', Float32Array],
  ['float64', Float64Array],
] as const)('%s', (_, Values) => {
  describe.each(layouts)('%s', (_, options) => {
    const input = (): FloatArray => inTheMiddle(Values)[1];

    test('a fresh result shares nothing with the input, which stays as it is', () => {
      const values = input();
      const before = values.slice();
      const [first, second] = [normalize(values, options), normalize(values, options)];
      expect(differences(values, before)).toEqual([]);
      expect(first.buffer).not.toBe(values.buffer);
      expect(first.buffer).not.toBe(second.buffer);
      expect(first.byteLength).toBe(first.buffer.byteLength);
    });

    test('a given output is what comes back, with the same bits, and nothing around it changes', () => {
      const [whole, output] = inTheMiddle(Values);
      const values = input();
      const before = values.slice();
      expect(normalize(values, { ...options, output })).toBe(output);
      expect(differences(output, normalize(values, options))).toEqual([]);
      expect(differences(values, before)).toEqual([]);
      expect(margins(whole)).toEqual(Array(2 * margin).fill(77));
    });

    test('in place has the same bits, and nothing around it changes', () => {
      const [whole, values] = inTheMiddle(Values);
      const expected = normalize(values, options);
      expect(normalize(values, { ...options, output: values })).toBe(values);
      expect(differences(values, expected)).toEqual([]);
      expect(margins(whole)).toEqual(Array(2 * margin).fill(77));
    });

    test('in place through another view of the same elements', () => {
      const [, values] = inTheMiddle(Values);
      const expected = normalize(values, options);
      const view = new Values(values.buffer as ArrayBuffer, values.byteOffset, values.length);
      normalize(values, { ...options, output: view });
      expect(differences(values, expected)).toEqual([]);
    });

    test('the output beside the input in one buffer', () => {
      const whole = new Values(240);
      const [values, output] = [whole.subarray(0, 120), whole.subarray(120)];
      values.set(input());
      const before = values.slice();
      normalize(values, { ...options, output });
      expect(differences(values, before)).toEqual([]);
      expect(differences(output, normalize(before, options))).toEqual([]);
    });

    test('a gradient in place of the upstream or of the values', () => {
      const [x, dy] = [input(), input().map((v, i) => v * (i % 7))];
      const expected = gradient(x, dy, options);
      const [overValues, overUpstream] = [x.slice(), dy.slice()];
      expect(gradient(overValues, dy, { ...options, output: overValues })).toBe(overValues);
      expect(gradient(x, overUpstream, { ...options, output: overUpstream })).toBe(overUpstream);
      expect(differences(overValues, expected)).toEqual([]);
      expect(differences(overUpstream, expected)).toEqual([]);
      expect(differences(x, input())).toEqual([]);
    });
  });
});
