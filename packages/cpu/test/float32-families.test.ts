import { describe, expect, test } from 'vitest';
import { norms } from '../src/index.ts';
import { inexactness } from './differences.ts';
import { ruleCases } from './rule-cases.ts';
import { float32Families, float32Slice } from './slice-families.ts';

const shortLengths = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const longLengths = [63, 64, 65, 255, 256, 257, 1000];
const families = Object.entries(float32Families);

describe.each([1, 2, Infinity])('p = %d: every float32 is the quotient rounded once', (p) => {
  test.each(families)('%s slices of 0 to 9 elements, under every rule', (_, draw) => {
    for (const length of shortLengths) {
      const slice = float32Slice(draw, length, 100 + length);
      for (const rule of ruleCases(p, norms(slice, { p })[0]!)) {
        expect(inexactness(slice, rule), JSON.stringify({ length, ...rule })).toEqual([]);
      }
    }
  });

  test.each(families)('%s slices around a block of 64 elements, around four, and of 1000', (_, draw) => {
    for (const length of longLengths) {
      expect(inexactness(float32Slice(draw, length, length), { p })).toEqual([]);
    }
  });

  test('several slices of different families in one call', () => {
    const draws = families.map(([, draw]) => draw);
    const values = Float32Array.from(draws.flatMap((draw, i) => [...float32Slice(draw, 11, i)]));
    for (const rule of ruleCases(p, 1)) {
      expect(inexactness(values, { shape: [draws.length, 11], ...rule })).toEqual([]);
    }
  });
});

describe('a slice of 100 003 elements, many blocks and an odd end', () => {
  test.each([1, 2, Infinity])('p = %d: ordinary', (p) => {
    expect(inexactness(float32Slice(float32Families.ordinary, 100_003, 7), { p })).toEqual([]);
  });
});

test('the last element alone can hold the norm', () => {
  for (const length of [1, 2, 3, 4, 5, 6, 7, 8, 9, 257]) {
    const slice = new Float32Array(length).fill(2 ** -20);
    slice[length - 1] = -3;
    for (const p of [1, 2, Infinity]) expect(inexactness(slice, { p })).toEqual([]);
  }
});

test('any finite bit patterns make right slices', () => {
  const words = Uint32Array.from({ length: 20_000 }, (_, i) => Math.imul(i + 1, 0x9e3779b1));
  // Exponents of NaN and infinity become those of 1 to 2.
  const finite = words.map((word) => ((word >>> 23) % 256 === 255 ? word & 0xbfffffff : word));
  const values = new Float32Array(finite.buffer);
  for (const p of [1, 2, Infinity]) expect(inexactness(values, { shape: [4000, 5], p })).toEqual([]);
});
