import type { FloatArray, Problem } from '@unitsphere/core';
import { denominatorOf } from './precise-kernel.ts';
import { largest, type PreciseNorm, preciseNorm } from './precise-norm.ts';
import { fillNaN } from './special-slices.ts';
import type { SliceKernel } from './sweep.ts';

/**
 * dx = (dy − g·Σ(dy·y)) / D in float64 (docs/numerics.md, "Gradient"), inputs x and dy. The sum is compensated and
 * dy scaled by a power of two, so that only the result itself can overflow. Reads x three times and dy twice.
 */
export function gradientKernel(problem: Problem): SliceKernel {
  const { p, length, denominator } = problem;
  return (inputs, at, dx, to) => {
    const [x, dy] = inputs as readonly [FloatArray, FloatArray];
    const max = largest(x, at, length);
    const steepest = largest(dy, at, length);
    if (!(max < Infinity && steepest < Infinity)) {
      fillNaN(dx, to, length);
      return;
    }
    const norm = preciseNorm(x, at, length, p, max);
    const d = denominatorOf(norm, x, at, length, problem);
    if (d.value.high === 0) {
      dx.fill(0, to, to + length);
      return;
    }
    const upstreamScale = steepest > 2 ** 400 ? 2 ** -600 : steepest < 2 ** -400 ? 2 ** 600 : 1;
    const inverse = 1 / d.value.high;
    const before = 1 / d.scale;
    // One after the other, so that no factor overflows by itself.
    const [after, last] = before === upstreamScale ? [1, 1] : [before, 1 / upstreamScale];
    const g = derivative(x, at, length, norm, max, problem);
    const dot = d.clamped || max === 0 ? 0 : scaledDot(x, dy, at, length, inverse, before, upstreamScale);
    const squared = denominator.of === 'square';
    for (let k = 0; k < length; k++) {
      const v = x[at + k]!;
      const slope = dot === 0 ? 0 : squared ? v * before * inverse : g(v);
      dx[to + k] = (dy[at + k]! * upstreamScale - slope * dot) * inverse * after * last;
    }
  };
}

/** Σ(dy · scale · x/D) by Kahan's sum in Neumaier's form. */
function scaledDot(
  x: FloatArray,
  dy: FloatArray,
  at: number,
  length: number,
  inverse: number,
  before: number,
  scale: number,
): number {
  let sum = 0;
  let lost = 0;
  for (let i = at; i < at + length; i++) {
    const term = dy[i]! * scale * (x[i]! * before * inverse);
    const next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }
  return sum + lost;
}

/** ∂N/∂x as a function of x; tied maxima share equally. */
function derivative(
  x: FloatArray,
  at: number,
  length: number,
  { value, scale }: PreciseNorm,
  max: number,
  { p }: Problem,
): (v: number) => number {
  if (p === 1) return Math.sign;
  const inverse = 1 / value.high;
  if (p === 2) return (v) => (v / scale) * inverse;
  if (p < Infinity) return powerDerivative(x, at, length, max, p);
  let ties = 0;
  for (let i = at; i < at + length; i++) if (Math.abs(x[i]!) === max) ties++;
  return (v) => (Math.abs(v) === max ? Math.sign(v) / ties : 0);
}

/** sign(x)·(|x|/N)^(p−1) by way of |x|/max, whose logarithm keeps its digits for p near 1 and for any large p. */
function powerDerivative(
  x: FloatArray,
  at: number,
  length: number,
  max: number,
  p: number,
): (v: number) => number {
  const logarithm = (v: number): number => {
    const magnitude = Math.abs(v);
    if (magnitude > max / 2) return Math.log1p((magnitude - max) / max);
    return Math.log(magnitude) - Math.log(max);
  };
  let sum = 0;
  let lost = 0;
  for (let i = at; i < at + length; i++) {
    const term = Math.exp(p * logarithm(x[i]!));
    const next = sum + term;
    lost += sum >= term ? sum - next + term : term - next + sum;
    sum = next;
  }
  const share = (sum + lost) ** (1 / p - 1); // (max/N)^(p−1)
  return (v) => Math.sign(v) * Math.exp((p - 1) * logarithm(v)) * share;
}
