import { engine, mul, type Tensor, transpose } from '@tensorflow/tfjs-core';

/**
 * `transpose`, for what tfjs's webgpu calls float32 after a cast of integers, too: it leaves them integers in the buffer, and
 * its program for transposing, alone of all, does not compile for those: the result would be whatever the buffer held before.
 */
export function transposed(x: Tensor, permutation: readonly number[]): Tensor {
  const { tensorMap } = engine().backend as { tensorMap?: { get(dataId: object): { dtype?: string } } };
  const dtype = tensorMap?.get?.(x.dataId)?.dtype;
  const isFloat = dtype === undefined || dtype === x.dtype;
  return transpose(isFloat ? x : mul(x, 1), [...permutation]);
}
