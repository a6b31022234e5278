import { abs, add, div, max, mul, neg, sub, type Tensor } from '@tensorflow/tfjs-core';
import type { Problem } from '@unitsphere/core';
import { fourTimes, type PowerScale, powerScale, scaleDown } from './power-scale.ts';
import { type ScaledDenominator, scaledDenominator } from './scaled-denominator.ts';
import { sumOf } from './slices.ts';
import { untracked } from './untracked.ts';

// y_i = x_i/D has the Jacobian J = (1 − y gᵀ)/D. All are [slices, length], finite, and differentiable.

/** Jᵀ·dy = (dy − g·Σ(dy·y)) / D. */
export function transposedProduct(x: Tensor, dy: Tensor, problem: Problem): Tensor {
  const d = scaledDenominator(x, problem);
  const [v, scale] = scaled(dy);
  const dot = mul(d.share, sumOf(mul(v, d.unit)));
  return overDenominator(sub(v, mul(d.slope, dot)), d, scale.root);
}

/** J·w = (w − y·Σ(g·w)) / D. */
export function product(x: Tensor, w: Tensor, problem: Problem): Tensor {
  const d = scaledDenominator(x, problem);
  const [v, scale] = scaled(w);
  const dot = mul(d.share, sumOf(mul(v, d.slope)));
  return overDenominator(sub(v, mul(d.unit, dot)), d, scale.root);
}

/**
 * The derivative of Σ w·Jᵀ·dy over x. With a = Σ w·dy, b = Σ w·g, c = Σ dy·y, H = ∂g/∂x it is
 * (2bc·g − a·g − b·dy)/D² − c·H·w/D.
 */
export function secondProduct(x: Tensor, dy: Tensor, w: Tensor, problem: Problem): Tensor {
  const d = scaledDenominator(x, problem);
  const [v, ofUpstream] = scaled(dy);
  const [s, ofW] = scaled(w);
  const a = sumOf(mul(s, v));
  const b = sumOf(mul(s, d.slope));
  const c = sumOf(mul(v, d.unit));
  const alongSlope = mul(d.slope, sub(mul(mul(2, d.share), mul(b, c)), a));
  // c first: where it is 0, what overflows in `bend` would make NaN.
  const others = neg(add(mul(b, v), d.bend(mul(c, s))));
  const once = div(add(alongSlope, others), d.denominator);
  return overDenominator(once, d, mul(mul(ofUpstream.root, ofW.root), d.inverse));
}

function scaled(v: Tensor): [Tensor, PowerScale] {
  const scale = powerScale(untracked(() => max(abs(v), 1, true)));
  return [scaleDown(v, scale), scale];
}

/** `v` over D, times the fourth power of `root`; 0 where D is. */
function overDenominator(
  v: Tensor,
  { denominator, inverse, defined }: ScaledDenominator,
  root: Tensor,
): Tensor {
  return fourTimes(mul(div(v, denominator), defined), mul(root, inverse));
}
