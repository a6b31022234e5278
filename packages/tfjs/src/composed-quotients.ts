import {
  abs,
  add,
  div,
  greaterEqual,
  max,
  maximum,
  sqrt,
  square,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';
import type { Problem } from '@unitsphere/core';
import { powerScale, scaleDown } from './power-scale.ts';
import { floorOf } from './scaled-denominator.ts';
import { scaledNorm, zerosOf } from './scaled-norm.ts';
import { sumOf } from './slices.ts';

/** Each slice of [slices, length] over its denominator; right where all of the slice is finite. Not differentiable. */
export function composedQuotients(x: Tensor, { p, denominator }: Problem): Tensor {
  const { form, epsilon } = floorOf(denominator);
  const scale = powerScale(max(abs(x), 1, true), epsilon);
  const { least } = scale;
  const u = scaleDown(x, scale);
  if (form === 'hypot') return quotient(u, sqrt(add(sumOf(square(u)), square(least))));
  const norm = normOf(u, p);
  if (form === 'keep') return where(greaterEqual(norm, least), quotient(u, norm), x);
  return quotient(u, form === 'plus' ? add(norm, least) : maximum(norm, least));
}

/** A divisor of 0 belongs to a slice of zeros, which comes back as it is. */
function quotient(u: Tensor, divisor: Tensor): Tensor {
  return div(u, add(divisor, zerosOf(divisor)));
}

function normOf(u: Tensor, p: number): Tensor {
  if (p === 2) return sqrt(sumOf(square(u)));
  if (p === 1) return sumOf(abs(u));
  return p === Infinity ? max(abs(u), 1, true) : scaledNorm(u, p).norm;
}
