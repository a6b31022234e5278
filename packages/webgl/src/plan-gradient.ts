import type { Problem } from '@unitsphere/core';
import { type GradientStage, gradientKernel, productClasses } from './gradient-text.ts';
import { gradientRule } from './gradient-words.ts';
import { partsOf } from './parts.ts';
import type { Name, Plan, Step } from './plan.ts';
import { normSteps } from './plan-norms.ts';

/**
 * The texture `destination`, dx = (dy − g·Σ(dy·y)) / D, of a buffer of `values` numbers. What is between the slices and behind them
 * is taken from `below`, which is read only where there is such.
 */
export function planGradient(problem: Problem, values: number): Plan {
  const { outer, length, inner, p, denominator } = problem;
  const slices = outer * inner;
  const elements = slices * length;
  const rule = gradientRule(p, denominator);
  if (elements === 0) return { steps: [], rule };
  const step = gradientSteps(problem);
  return {
    steps: [
      ...normSteps(problem),
      ...productSteps(problem),
      step('gradient-factors', slices, 'reciprocals', { turn: 0 }),
      step('gradient-factors', slices, 'shares', { turn: 1 }),
      step('gradient-write', Math.ceil(values / 4), 'destination', {
        below: elements < values ? 'below' : 'source',
      }),
    ],
    rule,
  };
}

/** From `source` and `upstream` to `products`, Σ dy·x of each slice; at p = ∞ `productRanges` has its ties. */
function productSteps(problem: Problem): Step[] {
  const { outer, inner, p } = problem;
  const slices = outer * inner;
  const { parts } = partsOf(problem);
  const step = gradientSteps(problem);
  const range = step('gradient-range', slices * parts, 'productRanges');
  if (parts === 1) return [...(p === Infinity ? [range] : []), step('gradient-product', slices, 'products')];
  return [
    range,
    step('gradient-measure', slices * parts * productClasses, 'productSums'),
    step('gradient-merge', slices * productClasses, 'productDigits'),
    step('gradient-total', slices, 'products'),
  ];
}

interface Choice {
  readonly turn?: number;
  /** The texture that is `below`. */
  readonly below?: Name;
}

/** Steps of one problem, whose textures are named as their kernels' roles, but for `below`. */
function gradientSteps(
  problem: Problem,
): (stage: GradientStage, threads: number, writes: Name, choice?: Choice) => Step {
  const { outer, length, inner, stride } = problem;
  const sizesOf = { length, inner, stride, sliceCount: outer * inner, ...partsOf(problem) };
  return (stage, threads, writes, { turn = 0, below = 'below' } = {}) => {
    const kernel = gradientKernel(stage, problem);
    const all = { ...sizesOf, turn };
    const sizes = Object.fromEntries(kernel.sizes.map((size) => [size, all[size as keyof typeof all]]));
    const reads = Object.fromEntries(kernel.textures.map((role) => [role, role === 'below' ? below : role]));
    return { kernel, threads, sizes, reads, writes };
  };
}
