import type { FloatArray } from '@unitsphere/core';
import { toFixed, ulpDistance } from '@unitsphere/core/reference';
import { sliceNorm } from './slice-norm.ts';

/** The error of a slice's norm in ULP of float64; infinite where it is wrong in kind. */
export function exactNormError(slice: FloatArray, p: number, got: number): number {
  if (slice.some(Number.isNaN)) return Number.isNaN(got) ? 0 : Infinity;
  if (!slice.every(Number.isFinite)) return got === Infinity ? 0 : Infinity;
  const { floor } = sliceNorm(slice, p);
  // Infinite only where the true norm passes float64.
  if (got === Infinity) return floor > toFixed(Number.MAX_VALUE) ? 0 : Infinity;
  return got < 0 ? Infinity : ulpDistance(got, floor, 'float64');
}
