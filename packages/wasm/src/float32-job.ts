import type { FloatArray, Problem } from '@unitsphere/core';
import { float32Kernel, type RunningTally, type SliceKernel } from '@unitsphere/cpu/kernels';
import { type KernelArguments, kernelArguments } from './kernel-arguments.ts';

/** A float32 problem of p = 1, 2 or ∞. */
export interface Float32Job {
  readonly problem: Problem;
  readonly x: Float32Array;
  /** Other than x, or the same values: then a slice is written when all of it is certain. */
  readonly y: Float32Array;
  readonly inPlace: boolean;
  readonly tally: RunningTally;
  readonly arguments: KernelArguments;
  /** For slices that float64 leaves uncertain, and for those that are not finite. */
  readonly exact: SliceKernel;
}

export function float32Job(
  problem: Problem,
  x: Float32Array,
  y: Float32Array,
  tally: RunningTally,
): Float32Job {
  return {
    problem,
    x,
    y,
    inPlace: mayBeSame(x, y),
    tally,
    arguments: kernelArguments(problem),
    exact: float32Kernel(problem, tally),
  };
}

/** Whether y is x; two objects for shared memory can have the same behind them, and nothing tells. */
export function mayBeSame(x: FloatArray, y: FloatArray): boolean {
  if (x.buffer === y.buffer) return x.byteOffset === y.byteOffset;
  return !(x.buffer instanceof ArrayBuffer || y.buffer instanceof ArrayBuffer);
}
