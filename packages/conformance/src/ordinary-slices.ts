import { allocate, type DType, type FloatArray } from '@unitsphere/core';
import type { Random } from './seeded-random.ts';

/** Values between −1 and 1, of which a wrong index shows; what is beyond `distinct` slices repeats them. */
export function ordinarySlices(
  random: Random,
  {
    count,
    length,
    dtype = 'float32',
    distinct = 251,
  }: {
    readonly count: number;
    readonly length: number;
    readonly dtype?: DType;
    /** A prime, so that no step of a power of two leads from a slice to its like. */
    readonly distinct?: number;
  },
): FloatArray[] {
  const different = Array.from({ length: Math.min(count, distinct) }, () => {
    const slice = allocate(dtype, length);
    for (let k = 0; k < length; k++) slice[k] = 2 * random.unit() - 1;
    return slice;
  });
  return Array.from({ length: count }, (_, s) => different[s % distinct]!);
}
