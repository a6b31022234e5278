import type { FloatArray } from './float-array.ts';
import { gather, stridesOf } from './gather.ts';
import type { Shape } from './shape.ts';

/** Element (…, i_k, …) of `values` moved so that result axis j is source axis `permutation[j]`. */
export function permute<T extends FloatArray>(values: T, shape: Shape, permutation: readonly number[]): T {
  const strides = stridesOf(shape);
  return gather(
    values,
    permutation.map((axis) => shape[axis]!),
    permutation.map((axis) => strides[axis]!),
  ) as T;
}

/** The inverse of `permute`, written to `output`. */
export function unpermute(
  values: FloatArray,
  shape: Shape,
  permutation: readonly number[],
  output?: FloatArray,
): FloatArray {
  const strides = stridesOf(permutation.map((axis) => shape[axis]!));
  return gather(
    values,
    shape,
    shape.map((_, axis) => strides[permutation.indexOf(axis)]!),
    0,
    output,
  );
}
