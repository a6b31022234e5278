import { describe, expect, test } from 'vitest';
import { sizeOf } from '../src/index.ts';
import { expectRefusal, six } from './refusal.ts';

describe('a shape that does not fit the values', () => {
  test.each([
    [[2, 2], 'shape [2,2] needs 4 values, got 6'],
    [[7], 'shape [7] needs 7 values, got 6'],
    [[5], 'shape [5] needs 5 values, got 6'],
    [[], 'shape [] needs 1 values, got 6'],
    [[0, 3], 'shape [0,3] needs 0 values, got 6'],
    [[3, 1, 3], 'shape [3,1,3] needs 9 values, got 6'],
    [[2 ** 26, 2 ** 26], 'shape [67108864,67108864] needs 4503599627370496 values, got 6'],
  ])('%j: the message says how many it needs', (shape, message) => {
    expectRefusal(six(), { shape, axis: null }, 'shape-mismatch', message);
  });
});

describe('dimensions that are no dimensions', () => {
  test.each([
    [[-2, -3], '[-2,-3]'],
    [[6, -1], '[6,-1]'],
    [[1.5, 4], '[1.5,4]'],
    [[Number.NaN], '[NaN]'],
    [[Infinity], '[Infinity]'],
    [[2 ** 53], '[9007199254740992]'],
    [[0, -1], '[0,-1]'],
    [['6'], '[string 6]'],
    [[undefined], '[undefined]'],
  ])('%j', (shape, whole) => {
    expectRefusal(six(), { shape }, 'invalid-shape', `got ${whole}`, 'integers ≥ 0');
  });

  test.each([
    ['6', 'got string 6'],
    [6, 'got 6'],
    [{ length: 1 }, 'got Object'],
    [new Float32Array([6]), 'got Float32Array'],
  ])('%s is not a list', (shape, got) => {
    expectRefusal(six(), { shape }, 'invalid-shape', got);
  });
});

describe('a product of dimensions above 2^53', () => {
  test.each([
    [[2 ** 27, 2 ** 26]],
    [[2 ** 53 - 1, 2]],
    [[3, 3002399751580331]], // 3 · 3002399751580331 = 2^53 + 1, which rounds to 2^53
    [[2 ** 30, 2 ** 30, 2 ** 30]],
    [new Array(400).fill(1000)], // overflows float64 to Infinity
  ])('%j', (shape) => {
    expectRefusal(six(), { shape }, 'invalid-shape', `[${shape.join(',')}]`, 'a product below 2^53');
  });

  test('the largest sizes still count exactly', () => {
    expect(sizeOf([2 ** 53 - 1])).toBe(2 ** 53 - 1);
    expect(sizeOf([2 ** 26, 2 ** 26])).toBe(2 ** 52);
    expect(sizeOf([6361, 69431, 20394401])).toBe(2 ** 53 - 1); // its prime factors
    expect(sizeOf([2 ** 52, 2 ** 52, 0])).toBe(0);
    expect(sizeOf([])).toBe(1);
  });
});

test('nested arrays bring their own shape and refuse one beside them', () => {
  expectRefusal([[1, 2]], { shape: [1, 2] }, 'invalid-shape', 'nested arrays', '[1,2]');
});

describe('a stride that does not fit', () => {
  test.each([
    [2, 'row length 3, got 2'],
    [0, 'got 0'],
    [-4, 'got -4'],
    [3.5, 'got 3.5'],
    [Number.NaN, 'got NaN'],
    [Infinity, 'got Infinity'],
    ['4', 'got string 4'],
  ])('%s below the row length or no integer', (stride, part) => {
    expectRefusal(six(), { shape: [2, 3], stride }, 'invalid-stride', part);
  });

  test.each([
    [0, '[0] of rank 2'],
    [[0, 1], '[0,1] of rank 2'],
    [null, '[0,1] of rank 2'],
  ])('axis %j is not the last alone', (axis, part) => {
    expectRefusal(six(), { shape: [2, 3], axis, stride: 3 }, 'invalid-stride', part);
  });

  test('rank 0 has no rows to space', () => {
    expectRefusal(Float32Array.of(1), { shape: [], stride: 1 }, 'invalid-stride', '[] of rank 0');
  });

  test.each([
    [6, 'stride 4 needs 7 to 8 values, got 6'],
    [9, 'stride 4 needs 7 to 8 values, got 9'],
  ])('%i values do not make two rows of three, four apart', (count, part) => {
    expectRefusal(new Float32Array(count), { shape: [2, 3], stride: 4 }, 'shape-mismatch', part);
  });
});
