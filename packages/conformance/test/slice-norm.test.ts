import { exactNorm } from '@unitsphere/core/reference';
import { expect, test } from 'vitest';
import { generalFamilies } from '../src/general-families.ts';
import { seededRandom } from '../src/seeded-random.ts';
import { sliceNorm } from '../src/slice-norm.ts';

test.each([1, 2, Infinity])('the norm by exponents is the reference’s own, p = %d', (p) => {
  const random = seededRandom(7);
  for (const { batch } of generalFamilies('float32', [p])) {
    for (let round = 0; round < 4; round++) {
      for (const slice of batch(random, 300, round).slices) {
        if (!slice.every(Number.isFinite)) continue;
        expect(sliceNorm(slice, p)).toEqual(exactNorm(slice, p));
      }
    }
  }
});

test('the largest and the smallest floats together', () => {
  const slice = new Float32Array(64).fill(3.4028234663852886e38);
  slice[5] = 2 ** -149;
  for (const p of [1, 2, Infinity]) expect(sliceNorm(slice, p)).toEqual(exactNorm(slice, p));
});
