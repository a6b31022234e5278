import type { FloatArray } from '@unitsphere/core';
import { allocateLike, type SliceKernel } from '@unitsphere/cpu/kernels';
import { pack, type Tile, unpack } from './packed-slices.ts';

/**
 * Does slice `c` of a tile by a kernel of cpu's: columns by way of copies, rows where they are, for which y must be
 * apart from the inputs unless the kernel reads what it needs of a slice before it writes.
 */
export function settleSlice(
  inputs: readonly FloatArray[],
  y: FloatArray,
  tile: Tile,
  c: number,
  length: number,
  kernel: SliceKernel,
): void {
  const at = tile.start + c * tile.apart;
  const slice = tile.first + c;
  if (tile.step === 1) {
    kernel(inputs, at, y, at, slice);
    return;
  }
  const one = { ...tile, count: 1, start: at };
  const copies = inputs.map((x) => {
    const copy = allocateLike(x, length);
    pack(x, one, 0, length, copy);
    return copy;
  });
  const result = allocateLike(y, length);
  kernel(copies, 0, result, 0, slice);
  unpack(result, one, 0, length, y);
}
