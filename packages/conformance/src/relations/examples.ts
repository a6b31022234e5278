import { allocate, type DType, type FloatArray } from '@unitsphere/core';
import fc, { type Arbitrary } from 'fast-check';

/** A slice and an order; of p = 2 first, since examples shrink towards it. */
export interface SliceExample {
  readonly x: FloatArray;
  readonly p: number;
}

export const longest = 150;

export const orders: Arbitrary<number> = fc.constantFrom(2, 1, Infinity);

/**
 * Significands of the dtype's whole width times 2^-20 to 2^20: no result of a slice of these is subnormal, and
 * scaled by 2^-60 to 2^60 all of them stay normal and finite. They shrink to small integers.
 */
function numbers(dtype: DType): Arbitrary<number> {
  const widest = 2 ** (dtype === 'float32' ? 24 : 53) - 1;
  return fc
    .tuple(fc.integer({ min: -widest, max: widest }), fc.integer({ min: -20, max: 20 }))
    .map(([significand, exponent]) => (significand + 0) * 2 ** exponent);
}

export function arrays(dtype: DType, { from, to }: { from: number; to: number }): Arbitrary<FloatArray> {
  return fc
    .array(numbers(dtype), { minLength: from, maxLength: to, size: 'max' })
    .map((values) => arrayOf(dtype, values));
}

/** Slices that are not all zero. */
export function slices(dtype: DType): Arbitrary<SliceExample> {
  return fc.record({
    x: arrays(dtype, { from: 1, to: longest }).filter((x) => x.some((v: number) => v !== 0)),
    p: orders,
  });
}

export function arrayOf(dtype: DType, values: readonly number[]): FloatArray {
  const array = allocate(dtype, values.length);
  array.set(values);
  return array;
}
