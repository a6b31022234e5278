import type { ErrorCode, FloatArray, NormalizeOptions } from '@unitsphere/core';
import { describe, expect, test } from 'vitest';
import { failureOf } from '../../core/test/failure-of.ts';
import { gradient, normalize, normalizeWithNorms, norms } from '../src/index.ts';

const bad: [ErrorCode, NormalizeOptions, string][] = [
  ['shape-mismatch', { shape: [2, 2] }, 'shape [2,2] needs 4 values, got 6'],
  ['invalid-shape', { shape: [2, -3] }, '-3'],
  ['invalid-stride', { shape: [2, 3], stride: 2 }, '2'],
  ['axis-out-of-range', { shape: [2, 3], axis: 2 }, '2'],
  ['repeated-axis', { shape: [2, 3], axis: [1, -1] }, '[1,-1]'],
  ['empty-axis', { axis: [] }, 'empty'],
  ['invalid-axis', { axis: 0.5 }, '0.5'],
  ['invalid-p', { p: 0.5 }, '0.5'],
  ['invalid-p', { p: Number.NaN }, 'NaN'],
  ['missing-epsilon', { rule: 'max' }, 'max'],
  ['invalid-epsilon', { rule: 'max', epsilon: -1 }, '-1'],
  ['epsilon-without-rule', { epsilon: 1e-12 }, '1e-12'],
  ['rule-needs-p-2', { p: 1, rule: 'add-squared', epsilon: 1 }, 'p = 1'],
  ['preset-with-rule', { like: 'torch', rule: 'max' }, 'torch'],
  ['unknown-preset', { like: 'numpy' as 'torch' }, 'numpy'],
  ['unknown-rule', { rule: 'least' as 'max' }, 'least'],
  ['unknown-option', { ord: 2 } as NormalizeOptions, 'ord'],
];

describe.each(bad)('%s: %j', (code, options, part) => {
  const values = Float32Array.of(1, 2, 3, 4, 5, 6);

  test.each<[string, (output: FloatArray) => unknown]>([
    ['normalize', (output) => normalize(values, { ...options, output })],
    ['normalizeWithNorms', (output) => normalizeWithNorms(values, { ...options, output })],
    ['gradient', (output) => gradient(values, values as FloatArray, { ...options, output })],
    ['norms', () => norms(values, options)],
  ])('%s throws it with the numbers, and writes nothing', (_, call) => {
    const output = new Float32Array(6).fill(7);
    const failure = failureOf(() => call(output));
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(part);
    expect([...output]).toEqual([7, 7, 7, 7, 7, 7]);
    expect([...values]).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('outputs that cannot take the result are refused and stay as they are', () => {
  const values = Float32Array.of(1, 2, 3, 4);

  test.each<[ErrorCode, FloatArray]>([
    ['invalid-output', new Float32Array(3).fill(7)],
    ['invalid-output', new Float64Array(4).fill(7)],
    ['invalid-output', new Int32Array(4).fill(7) as unknown as FloatArray],
  ])('%s', (code, output) => {
    expect(failureOf(() => normalize(values, { output: output as Float32Array })).code).toBe(code);
    expect(failureOf(() => gradient(values, values, { output: output as Float32Array })).code).toBe(code);
    expect(output.every((v) => v === 7)).toBe(true);
  });

  test('an output that overlaps the input, or the upstream, in part', () => {
    const buffer = Float32Array.of(1, 2, 3, 4, 5);
    const [input, output] = [buffer.subarray(0, 4), buffer.subarray(1)];
    expect(failureOf(() => normalize(input, { output })).code).toBe('output-overlap');
    expect(failureOf(() => gradient(values, input, { output })).code).toBe('output-overlap');
    expect([...buffer]).toEqual([1, 2, 3, 4, 5]);
  });
});

test('values that are no floats are refused', () => {
  for (const values of [
    Int32Array.of(1),
    'abc',
    null,
    undefined,
    5,
    {},
    new ArrayBuffer(8),
    [1, 'a'],
    [[1], 2],
  ]) {
    expect(['invalid-values', 'ragged-array']).toContain(failureOf(() => normalize(values as number[])).code);
  }
  expect(failureOf(() => normalize([[1, 2], [3]])).code).toBe('ragged-array');
});

test('an upstream of another length or dtype is refused', () => {
  const values = Float32Array.of(1, 2);
  for (const upstream of [Float32Array.of(1), Float64Array.of(1, 2)] as Float32Array[]) {
    expect(failureOf(() => gradient(values, upstream)).code).toBe('shape-mismatch');
  }
});
