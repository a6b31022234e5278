import type { Problem } from '@unitsphere/core';
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
    inPlace: x.buffer === y.buffer && x.byteOffset === y.byteOffset,
    tally,
    arguments: kernelArguments(problem),
    exact: float32Kernel(problem, tally),
  };
}
