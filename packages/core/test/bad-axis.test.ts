import { describe, expect, test } from 'vitest';
import { resolveAxes } from '../src/index.ts';
import { expectRefusal, six } from './refusal.ts';

const shape = [1, 2, 3];

test.each<[number | number[], ...string[]]>([
  [3, 'axis 3', 'rank 3', '-3 to 2'],
  [-4, 'axis -4', 'rank 3', '-3 to 2'],
  [[0, 3], 'axis 3', 'rank 3', '-3 to 2'],
  [2 ** 53, 'axis 9007199254740992', 'rank 3', '-3 to 2'],
])('axis %j is out of range', (axis, ...parts) => {
  expectRefusal(six(), { shape, axis }, 'axis-out-of-range', ...parts);
});

test.each([0, -1, [0]])('rank 0 takes only an omitted axis or null, not %j', (axis) => {
  expectRefusal(
    Float32Array.of(2),
    { shape: [], axis },
    'axis-out-of-range',
    'rank 0',
    'expected no axis, or null',
  );
});

test.each([
  [[0, 0], '[0,0]'],
  [[-1, 2], '[-1,2]'],
  [[0, 1, -3], '[0,1,-3]'],
])('axes %j name one axis twice', (axis, list) => {
  expectRefusal(six(), { shape, axis }, 'repeated-axis', list, 'rank 3');
});

test('an empty list is refused, of rank 0 too', () => {
  expectRefusal(six(), { shape, axis: [] }, 'empty-axis', 'empty list', 'null for all');
  expectRefusal(Float32Array.of(1), { shape: [], axis: [] }, 'empty-axis', 'empty list');
});

test.each([
  [0.5, '0.5'],
  [-1.5, '-1.5'],
  [Number.NaN, 'NaN'],
  [Infinity, 'Infinity'],
  ['1', 'string 1'],
  ['all', 'string all'],
  [[0, 1.5], '1.5'],
  [[0, null], 'null'],
  [[[0]], 'Array'],
  [{}, 'Object'],
  [true, 'boolean true'],
])('axis %j is no integer', (axis, got) => {
  expectRefusal(six(), { shape, axis }, 'invalid-axis', 'an integer', `got ${got}`);
});

describe('axes that are right', () => {
  test('an omitted axis is the last', () => {
    expect(resolveAxes(undefined, 1)).toEqual([0]);
    expect(resolveAxes(undefined, 4)).toEqual([3]);
  });

  test('null is every axis, and no axis at rank 0', () => {
    expect(resolveAxes(null, 3)).toEqual([0, 1, 2]);
    expect(resolveAxes(null, 0)).toEqual([]);
    expect(resolveAxes(undefined, 0)).toEqual([]);
  });

  test('negative ones count from the end, and any order comes out ascending', () => {
    expect(resolveAxes(-3, 3)).toEqual([0]);
    expect(resolveAxes([-1, 0], 3)).toEqual([0, 2]);
    expect(resolveAxes([3, -4, 10, 2], 11)).toEqual([2, 3, 7, 10]); // by number, not by text
  });

  test('the list of the caller is left in its order', () => {
    const axes = Object.freeze([2, 0]);
    resolveAxes(axes, 3);
    expect(axes).toEqual([2, 0]);
  });
});
