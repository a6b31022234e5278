import {
  any,
  cast,
  fill,
  greater,
  isFinite as isFiniteOf,
  isNaN as isNaNOf,
  min,
  mul,
  type Tensor,
  tidy,
  where,
} from '@tensorflow/tfjs-core';
import type { Problem } from '@unitsphere/core';
import { composedQuotients } from './composed-quotients.ts';
import type { Kernels } from './kernels.ts';
import { fromSlices, toSlices } from './slices.ts';
import { transposedProduct } from './vector-products.ts';

/**
 * Kernels made of tfjs's own operations, for backends that have none of ours: slices are scaled by powers of two, so
 * that nothing over- or underflows. What they promise stands in docs/numerics.md, "Composed of operations".
 */
export function composedKernels(): Kernels<unknown> {
  return {
    supports: () => true,
    normalize: (_, x, problem) =>
      tidy(() => {
        const slices = toSlices(x as Tensor, problem);
        return fromSlices(normalized(slices, problem), x.shape, problem);
      }),
    gradient: (_, x, dy, problem) =>
      tidy(() => {
        const [slices, upstream] = [toSlices(x as Tensor, problem), toSlices(dy as Tensor, problem)];
        return fromSlices(gradient(slices, upstream, problem), x.shape, problem);
      }),
  };
}

function normalized(x: Tensor, problem: Problem): Tensor {
  const notNumbers = nanLike(x);
  const finite = isFiniteOf(x);
  const zeros = where(finite, mul(x, 0), notNumbers);
  const special = where(any(isNaNOf(x), 1, true), notNumbers, zeros);
  return where(allOf(finite), composedQuotients(x, problem), special);
}

function gradient(x: Tensor, dy: Tensor, problem: Problem): Tensor {
  const finite = mul(cast(isFiniteOf(x), 'float32'), cast(isFiniteOf(dy), 'float32'));
  return where(allOf(greater(finite, 0)), transposedProduct(x, dy, problem), nanLike(x));
}

/** Whether all of a slice are true, [slices, 1]. */
function allOf(conditions: Tensor): Tensor {
  return greater(min(cast(conditions, 'float32'), 1, true), 0);
}

function nanLike(x: Tensor): Tensor {
  return fill(x.shape, Number.NaN);
}
