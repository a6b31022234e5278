import {
  abs,
  add,
  cast,
  div,
  greater,
  greaterEqual,
  max,
  mul,
  onesLike,
  sqrt,
  square,
  sub,
  type Tensor,
} from '@tensorflow/tfjs-core';
import type { Denominator, Problem } from '@unitsphere/core';
import { either, fourTimes, powerScale, scaleDown } from './power-scale.ts';
import { scaledNorm, zerosOf } from './scaled-norm.ts';
import { sumOf } from './slices.ts';
import { untracked } from './untracked.ts';

/**
 * D of each slice and its derivative g, scaled; differentiable. D = denominator / inverse⁴, y = share · unit.
 */
export interface ScaledDenominator {
  /** [slices, 1], never 0. */
  readonly denominator: Tensor;
  /** Fourth root of the power of two that brings D to `denominator`. */
  readonly inverse: Tensor;
  readonly unit: Tensor;
  readonly share: Tensor;
  /** g. */
  readonly slope: Tensor;
  /** The derivative of g times w, times what makes Σ(dy·y) times it Σ(dy·unit)·bend/D. */
  bend(w: Tensor): Tensor;
  /** 0 where D is, else 1. */
  readonly defined: Tensor;
}

/** ε of the norm, and whether it is added to its square; differences that float32 cannot show are left out. */
export interface Floor {
  readonly form: Denominator['form'] | 'hypot';
  readonly epsilon: number;
}

// From here on no slice of 2^32 elements has a norm that shows beside ε.
const beyondNorms = 2 ** 192;

export function floorOf({ form, of, epsilon }: Denominator): Floor {
  if (of === 'norm') return { form, epsilon };
  const root = Math.sqrt(epsilon);
  return { form: form === 'plus' && root < beyondNorms ? 'hypot' : 'floor', epsilon: root };
}

/** Slices are [slices, length]. */
export function scaledDenominator(x: Tensor, { p, denominator }: Problem): ScaledDenominator {
  const { form, epsilon } = floorOf(denominator);
  const magnitude = untracked(() => max(abs(x), 1, true));
  const scale = powerScale(magnitude, epsilon);
  const { inverse, least } = scale;
  const defined = epsilon > 0 ? onesLike(magnitude) : sub(1, zerosOf(magnitude));
  if (form === 'hypot') return { ...hypot(scaleDown(x, scale), least), inverse, defined };
  if (form === 'plus' && epsilon > 0) {
    const own = powerScale(magnitude);
    const parts = scaledNorm(scaleDown(x, own), p);
    const norm = fourTimes(parts.norm, mul(own.root, inverse));
    const sum = add(norm, least);
    return { ...parts, denominator: sum, share: div(norm, sum), inverse, defined };
  }
  const parts = scaledNorm(scaleDown(x, scale), p);
  const free = untracked(() => freeSlices(parts.norm, least));
  // What is kept is divided by 1, whatever its scale.
  const other = form === 'keep' ? 1 : add(least, sub(1, defined));
  return {
    denominator: either(free, parts.norm, other),
    inverse: form === 'keep' ? either(free, inverse, 1) : inverse,
    unit: parts.unit,
    share: free,
    slope: mul(parts.slope, free),
    bend: (w) => mul(parts.bend(w), free),
    defined,
  };
}

/** 1 where the norm is the denominator, else 0. */
function freeSlices(norm: Tensor, least: Tensor): Tensor {
  return mul(cast(greaterEqual(norm, least), 'float32'), cast(greater(norm, 0), 'float32'));
}

/** √(Σx² + ε²), which is smooth at 0 too; its derivative is y. */
function hypot(u: Tensor, least: Tensor): Omit<ScaledDenominator, 'inverse' | 'defined'> {
  const squares = add(sumOf(square(u)), square(least));
  const denominator = sqrt(add(squares, zerosOf(squares)));
  const unit = div(u, denominator);
  const bend = (w: Tensor): Tensor => sub(w, mul(unit, sumOf(mul(unit, w))));
  return { denominator, unit, share: onesLike(denominator), slope: unit, bend };
}
