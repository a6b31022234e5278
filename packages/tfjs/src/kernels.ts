import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Problem } from '@unitsphere/core';

/** Names in tfjs's registry. */
export const normalizeKernel = 'UnitsphereNormalize';
export const gradientKernel = 'UnitsphereNormalizeGradient';

/**
 * What runs on one of tfjs's backends. Inputs are float32, dense and row-major, not empty, of any shape that has the
 * problem's size; outputs are new tensors in the shape of `x`.
 */
export interface Kernels<Backend> {
  /** Whether they can do it on this instance of the backend; what they cannot is composed of tfjs's operations. */
  supports(backend: Backend, problem: Problem): boolean;
  normalize(backend: Backend, x: TensorInfo, problem: Problem): TensorInfo;
  /** The vector-Jacobian product of `dy`. */
  gradient(backend: Backend, x: TensorInfo, dy: TensorInfo, problem: Problem): TensorInfo;
}
