import {
  abs,
  add,
  cast,
  div,
  equal,
  greater,
  less,
  max,
  mul,
  pow,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { sumOf } from './slices.ts';
import { untracked } from './untracked.ts';

/** The norm of scaled slices and what its derivatives are made of; differentiable. */
export interface ScaledNorm {
  /** [slices, 1]. */
  readonly norm: Tensor;
  /** The slices over their norm; 0 where the slice is. */
  readonly unit: Tensor;
  /** The derivative of the norm; 0 where the slice is. */
  readonly slope: Tensor;
  /** Norm × its Hessian × w. */
  bend(w: Tensor): Tensor;
}

/** 1 where x is 0, else 0; a constant. */
export function zerosOf(x: Tensor): Tensor {
  return untracked(() => cast(equal(x, 0), 'float32'));
}

// From here on (1 − 2^-24)^p is 0: no float32 but the largest counts.
const likeInfinity = 2 ** 40;

/** The signs of x, 0 of 0; a constant. The operation `sign` of tfjs's wasm makes 0 of 2^-30. */
function signsOf(x: Tensor): Tensor {
  return untracked(() => sub(cast(greater(x, 0), 'float32'), cast(less(x, 0), 'float32')));
}

export function scaledNorm(u: Tensor, p: number): ScaledNorm {
  if (p === 2) return euclidean(u);
  if (p === 1) return flat(u, signsOf(u));
  if (p >= likeInfinity)
    return flat(
      u,
      untracked(() => sharesOf(u)),
    );
  return power(u, p);
}

function euclidean(u: Tensor): ScaledNorm {
  const squares = sumOf(square(u));
  const zero = zerosOf(squares);
  const divisor = sqrt(add(squares, zero));
  const unit = div(u, divisor);
  return { norm: sub(divisor, zero), unit, slope: unit, bend: (w) => sub(w, mul(unit, sumOf(mul(unit, w)))) };
}

/** p = 1 and ∞: the norm is linear where it is differentiable. */
function flat(u: Tensor, slope: Tensor): ScaledNorm {
  const norm = sumOf(mul(slope, u));
  return { norm, unit: div(u, add(norm, zerosOf(norm))), slope, bend: (w) => mul(w, 0) };
}

/** The signs of the largest, shared by ties; 0 where the slice is. */
function sharesOf(u: Tensor): Tensor {
  const magnitude = abs(u);
  const ties = cast(equal(magnitude, max(magnitude, 1, true)), 'float32');
  return div(mul(signsOf(u), ties), sum(ties, 1, true));
}

/** m·(Σ|u/m|^p)^(1/p) with the slice's largest magnitude m, which drops out and is a constant. */
function power(u: Tensor, p: number): ScaledNorm {
  const largest = untracked(() => max(abs(u), 1, true));
  const empty = zerosOf(largest);
  const scale = add(largest, empty);
  const zero = zerosOf(u);
  const signs = signsOf(u);
  // Zeros count as 1 in powers, which have no derivative at 0, and are taken out again.
  const base = add(div(mul(u, signs), scale), zero);
  const nonzero = sub(1, zero);
  const sums = sumOf(mul(nonzero, pow(base, p)));
  const total = add(sums, empty);
  const root = pow(total, 1 / p);
  // Powers of z = |u|/m and of Σz^p apart, since the root of the sum may be 1 in float32 where its power is not.
  const slope = mul(mul(signs, pow(base, p - 1)), pow(total, 1 / p - 1));
  // In two halves: for p < 2 one factor alone could overflow.
  const half = mul(mul(nonzero, pow(base, p / 2 - 1)), pow(total, 1 / p - 0.5));
  return {
    norm: mul(root, largest),
    unit: div(div(u, scale), root),
    slope,
    bend: (w) => mul(sub(mul(mul(w, half), half), mul(slope, sumOf(mul(slope, w)))), p - 1),
  };
}
