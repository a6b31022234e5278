import type { NormOptions } from '@unitsphere/core';
import { describe, expect, test } from 'vitest';
import { normalize, normalizeWithNorms, norms } from '../src/index.ts';
import { differences, inexactness } from './differences.ts';
import { float32Families, float32Slice } from './slice-families.ts';

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);
const sample = (shape: readonly number[]): Float32Array =>
  float32Slice(float32Families['mixed scale'], sizeOf(shape), 5);

/** Every index of a shape, row-major. */
function indicesOf(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (found, size) => found.flatMap((index) => Array.from({ length: size }, (_, i) => [...index, i])),
    [[]],
  );
}

/** Each slice taken out by its index and normalized as one vector. */
function oneByOne(values: Float32Array, shape: readonly number[], axes: readonly number[]): Float32Array {
  const slices = new Map<string, number[]>();
  indicesOf(shape).forEach((index, position) => {
    const key = index.filter((_, axis) => !axes.includes(axis)).join();
    slices.set(key, [...(slices.get(key) ?? []), position]);
  });
  const result = values.slice();
  for (const positions of slices.values()) {
    normalize(Float32Array.from(positions, (i) => values[i]!)).forEach((y, k) => {
      result[positions[k]!] = y;
    });
  }
  return result;
}

const layouts: [string, number[], NormOptions['axis'], number[]][] = [
  ['the last axis by default', [3, 4, 5], undefined, [2]],
  ['the last axis by its number', [3, 4, 5], 2, [2]],
  ['an inner axis', [3, 4, 5], 1, [1]],
  ['the first axis', [3, 4, 5], 0, [0]],
  ['the first axis counted from the end', [3, 4, 5], -3, [0]],
  ['the last two axes', [3, 4, 5], [1, 2], [1, 2]],
  ['the first two axes, in the other order', [3, 4, 5], [1, 0], [0, 1]],
  ['two axes in the middle', [2, 3, 4, 5], [1, 2], [1, 2]],
  ['axes that do not adjoin', [3, 4, 5], [0, 2], [0, 2]],
  ['axes that do not adjoin, of rank 5', [2, 3, 2, 3, 2], [-1, 1, 2], [1, 2, 4]],
  ['axes that only a size of 1 parts', [3, 1, 4, 2], [0, 2], [0, 2]],
  ['all axes', [3, 4, 5], null, [0, 1, 2]],
  ['an axis of size 1', [3, 1, 5], 1, [1]],
  ['sizes of 1 around the axis', [1, 7, 1], 1, [1]],
  ['rank 1', [9], -1, [0]],
];

describe.each(layouts)('%s', (_, shape, axis, axes) => {
  const options = axis === undefined ? { shape } : { shape, axis };

  test('gives each slice the bits that it has alone', () => {
    const values = sample(shape);
    expect(differences(normalize(values, options), oneByOne(values, shape, axes))).toEqual([]);
  });

  test('gives the bits of the reference for every order', () => {
    for (const p of [1, 2, Infinity]) expect(inexactness(sample(shape), { ...options, p })).toEqual([]);
  });

  test('norms leave out the normalized axes', () => {
    const rest = shape.filter((_, i) => !axes.includes(i));
    const { norms: measured, normsShape } = normalizeWithNorms(sample(shape), options);
    expect(normsShape).toEqual(rest);
    expect(measured.length).toBe(sizeOf(rest));
    expect(differences(norms(sample(shape), options), measured)).toEqual([]);
  });
});

test.each([undefined, null])('rank 0 is one element, for axis %s', (axis) => {
  const options = axis === undefined ? { shape: [] } : { shape: [], axis };
  expect([...normalize(Float32Array.of(-7), options)]).toEqual([-1]);
  expect([...norms(Float32Array.of(-7), options)]).toEqual([7]);
});

describe.each([
  ['float32', Float32Array],
  ['float64', Float64Array],
] as const)('%s: dimensions of size 0', (_, Values) => {
  const empties: [number[], NormOptions['axis'], number][] = [
    [[0], -1, 1],
    [[0, 3], -1, 0],
    [[3, 0], -1, 3],
    [[2, 3, 0], 1, 0],
    [[2, 0, 3], 1, 6],
    [[0, 3, 2], 1, 0],
    [[0, 0], null, 1],
    [[2, 0, 3], [0, 2], 0],
  ];

  test.each(empties)('shape %j along %j gives an empty result', (shape, axis, slices) => {
    for (const p of [1, 2, 2.5, Infinity]) {
      const values = new Values(0);
      const { values: result, norms: measured, tally } = normalizeWithNorms(values, { shape, axis, p });
      expect(result).toEqual(values);
      expect(result).not.toBe(values);
      expect(measured).toEqual(new Float64Array(slices));
      expect(tally.nonFinite).toBe(0);
      expect(normalize(values, { shape, axis, p, output: values })).toBe(values);
    }
  });
});

test('nested arrays are read and given back as float64', () => {
  const nested = [
    [3, 4],
    [6, 8],
  ];
  expect(normalize(nested)).toEqual([
    [0.6, 0.8],
    [0.6, 0.8],
  ]);
  expect([...norms(nested, { axis: 0 })]).toEqual([...norms(Float64Array.of(3, 6, 4, 8), { shape: [2, 2] })]);
});
