import { engine, type Tensor } from '@tensorflow/tfjs-core';
import type { Problem } from '@unitsphere/core';
import { gradientKernel } from './kernels.ts';
import { attributesOf } from './problem-attributes.ts';
import { fromSlices, toSlices } from './slices.ts';
import { product, secondProduct } from './vector-products.ts';

/** The vector-Jacobian product of `w` over `x`, of the gradient of `dy`; made of differentiable operations. */
export function overInput(x: Tensor, dy: Tensor, w: Tensor, problem: Problem): Tensor {
  const slices = [x, dy, w].map((tensor) => toSlices(tensor, problem)) as [Tensor, Tensor, Tensor];
  return fromSlices(secondProduct(...slices, problem), x.shape, problem);
}

/** The same over `dy`, in which the gradient is linear. */
export function overUpstream(x: Tensor, w: Tensor, problem: Problem): Tensor {
  // At p = 2 the Jacobian is symmetric under every rule.
  if (problem.p === 2) return engine().runKernel(gradientKernel, { x, dy: w }, attributesOf(problem));
  return fromSlices(product(toSlices(x, problem), toSlices(w, problem), problem), x.shape, problem);
}
