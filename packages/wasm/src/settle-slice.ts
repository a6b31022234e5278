import { allocate, dtypeOf, type FloatArray } from '@unitsphere/core';
import type { SliceKernel } from '@unitsphere/cpu/kernels';
import type { Tile } from './packed-slices.ts';

/**
 * Does slice `c` of a tile that is too long for the window by a kernel of cpu's, which must read what it needs of a slice before it
 * writes: rows where they are, columns by way of copies.
 */
export function settleSlice(
  inputs: readonly FloatArray[],
  y: FloatArray,
  { first, start, apart, step }: Tile,
  c: number,
  length: number,
  kernel: SliceKernel,
): void {
  const at = start + c * apart;
  if (step === 1) {
    kernel(inputs, at, y, at, first + c);
    return;
  }
  const slices = inputs.map((x) => {
    const slice = allocate(dtypeOf(x), length);
    for (let k = 0; k < length; k++) slice[k] = x[at + k * step]!;
    return slice;
  });
  const result = slices[0]!;
  kernel(slices, 0, result, 0, first + c);
  for (let k = 0; k < length; k++) y[at + k * step] = result[k]!;
}
