import { pad, reshape, sum, type Tensor } from '@tensorflow/tfjs-core';
import type { Problem } from '@unitsphere/core';
import { transposed } from './transposed.ts';

/** Slices side by side: [slices, length]. */
export function toSlices(x: Tensor, { outer, length, inner }: Problem): Tensor {
  if (inner === 1) return reshape(x, [outer, length]);
  return reshape(transposed(reshape(x, [outer, length, inner]), [0, 2, 1]), [outer * inner, length]);
}

/** The inverse of `toSlices`. */
export function fromSlices(
  slices: Tensor,
  shape: readonly number[],
  { outer, length, inner }: Problem,
): Tensor {
  if (inner === 1) return reshape(slices, [...shape]);
  return reshape(transposed(reshape(slices, [outer, inner, length]), [0, 2, 1]), [...shape]);
}

const blockLength = 8;

/**
 * The sum of each slice, [slices, 1], in blocks of eight, then eight of those: tfjs's wasm adds one term after another,
 * and n terms would be off by n roundings. In whatever order a backend adds eight, a term meets seven.
 */
export function sumOf(slices: Tensor): Tensor {
  let terms = slices;
  for (;;) {
    const [count, length] = terms.shape as [number, number];
    if (length <= blockLength) return sum(terms, 1, true);
    const blocks = Math.ceil(length / blockLength);
    const missing = blocks * blockLength - length;
    const whole =
      missing === 0
        ? terms
        : pad(terms, [
            [0, 0],
            [0, missing],
          ]);
    terms = reshape(sum(reshape(whole, [count * blocks, blockLength]), 1), [count, blocks]);
  }
}
