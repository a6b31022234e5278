import { expect, test } from 'vitest';
import { tallyOfTexels, wordsOfTexels } from '../src/norm-texels.ts';

/** As norm_texel of kernels/slice-norm.glsl has it. */
function texelOf([high, low, exponent, kind]: readonly number[], clamped: number): number[] {
  const bits = (BigInt(high!) << 32n) | BigInt(low!);
  const parts = [bits >> 40n, (bits >> 16n) & 0xffffffn, bits & 0xffffn].map(Number);
  return [...parts, (exponent! + 4096) * 16 + kind! + 8 * clamped];
}

const norms = [
  [0x80000000, 0, 0, 0],
  [0xffffffff, 0xffffffff, 228, 4],
  [0x89abcdef, 0x12345678, -363, 4],
  [0x80000001, 0x0001ffff, -1, 0],
  [0, 0, 0, 1],
  [0, 0, 0, 2],
  [0, 0, 0, 3],
];

test('words go through whole numbers that float32 holds', () => {
  for (const clamped of [0, 1]) {
    const texels = norms.flatMap((norm) => texelOf(norm, clamped));
    expect(Math.max(...texels)).toBeLessThan(2 ** 24);
    const words = wordsOfTexels(Float32Array.from(texels));
    expect(words).toEqual(Uint32Array.from(norms.flat()));
  }
});

test('slices are counted by kind, and where epsilon clamped them', () => {
  const clamped = [0, 1, 0, 1, 1, 0, 0];
  const texels = norms.flatMap((norm, i) => texelOf(norm, clamped[i]!));
  expect(tallyOfTexels(Float32Array.from(texels))).toEqual(Float64Array.of(1, 2, 3, 0));
});
