import { createNormalizer, type Normalizer } from '@unitsphere/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { normalizeExactly } from '../../core/src/reference/index.ts';
import { wasm } from '../src/index.ts';

/** Halfway between the largest subnormal float32, 2^-126 - 2^-149, and the least normal one: what lies below rounds down. */
const boundary = 2 ** -126 * (1 - 2 ** -24);
const leastNormal = 0x00800000;
const largestSubnormal = 0x007fffff;

let normalize: Normalizer<'sync'>['normalize'];
beforeAll(async () => {
  ({ normalize } = createNormalizer(await wasm()));
});

/** Of the first element. */
function bitsOf(values: Float32Array): number {
  return new Uint32Array(values.buffer)[0]!;
}

/** A slice with `x` in one place and zeros beside it. */
function withOne(x: number, length: number, place: number): Float32Array {
  const slice = new Float32Array(length);
  slice[place] = x;
  return slice;
}

describe.each([1, 2, Infinity])(
  'p = %d: x/ε on both sides of the boundary rounds as the reference does',
  (p) => {
    test.each([1, 3, 4, 16, 17, 130, 16385])('in a row of %d', (length) => {
      const seen = new Set<number>();
      for (const x of [2 ** -126, 1.5 * 2 ** -100, Math.fround(Math.PI) * 2 ** -80]) {
        for (let units = -8; units <= 8; units++) {
          const epsilon = (x / boundary) * (1 + units * 2 ** -52);
          const options = { p, rule: 'max', epsilon } as const;
          const expected = bitsOf(normalizeExactly(Float32Array.of(x), options));
          seen.add(expected);
          for (const place of new Set([0, length >> 1, length - 1])) {
            for (const sign of [1, -1]) {
              const result = normalize(withOne(sign * x, length, place), options);
              const [bits, sure] = [bitsOf(result.slice(place)), sign < 0 ? expected + 2 ** 31 : expected];
              expect(bits, `x = ${sign * x}, ε = ${epsilon}, place ${place}`).toBe(sure);
            }
          }
        }
      }
      expect([...seen].sort()).toEqual([largestSubnormal, leastNormal]);
    });

    test.each([2, 3, 4, 9, 1025])('in one of %d columns', (columns) => {
      const x = 1.25 * 2 ** -90;
      for (let units = -8; units <= 8; units++) {
        const epsilon = (x / boundary) * (1 + units * 2 ** -52);
        const options = { p, rule: 'max', epsilon } as const;
        const expected = bitsOf(normalizeExactly(Float32Array.of(x), options));
        const values = new Float32Array(3 * columns);
        const place = columns + (columns >> 1);
        values[place] = x;
        const result = normalize(values, { ...options, shape: [3, columns], axis: 0 });
        expect(bitsOf(result.slice(place)), `ε = ${epsilon}`).toBe(expected);
      }
    });
  },
);
