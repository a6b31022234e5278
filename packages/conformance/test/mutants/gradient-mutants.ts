import type { FloatArray, Problem } from '@unitsphere/core';
import { exactNorm, isClamped } from '@unitsphere/core/reference';
import type { Mutant } from './mutant.ts';
import { roughDenominator, roughNorm } from './rough-quotients.ts';
import { rightWork, type SliceWork, sliceModel } from './slice-model.ts';

const right = (kind: string): string => `gradient: the gradient is right for float32: ${kind}`;

type Derivative = (x: FloatArray, y: Float64Array, problem: Problem) => Float64Array;

/** Exact, since epsilons are drawn that float64 cannot tell from the norm. */
function clamped(x: FloatArray, { p, denominator }: Problem): boolean {
  return isClamped(exactNorm(x, p), denominator);
}

/** g = ∂D/∂x for p = 1, 2 and ∞. */
const derivative: Derivative = (x, y, problem) => {
  if (clamped(x, problem)) return new Float64Array(x.length);
  if (problem.denominator.of === 'square') return y;
  const n = roughNorm(x, problem.p);
  if (n === 0) return new Float64Array(x.length);
  if (problem.p === 1) return Float64Array.from(x, Math.sign);
  if (problem.p === 2) return Float64Array.from(x, (v) => v / n);
  const ties = x.filter((v: number) => Math.abs(v) === n).length;
  return Float64Array.from(x, (v) => (Math.abs(v) === n ? Math.sign(v) / ties : 0));
};

/** (dy − g·Σ(dy·y)) / D of finite slices, float64 throughout. */
function gradientWith(g: Derivative, sign = -1): SliceWork['gradient'] {
  return (x, dy, problem) => {
    const d = roughDenominator(x, problem);
    if (d === 0 || ![...x, ...dy].every(Number.isFinite) || ![1, 2, Infinity].includes(problem.p))
      return rightWork.gradient(x, dy, problem);
    const y = Float64Array.from(x, (v) => v / d);
    const dot = y.reduce((sum, v, k) => sum + v * dy[k]!, 0);
    const slope = g(x, y, problem);
    return y.map((_, k) => (dy[k]! + sign * slope[k]! * dot) / d);
  };
}

function spoiled(name: string, gradient: SliceWork['gradient'], ...caughtBy: string[]): Mutant {
  return { name, create: () => sliceModel({ gradient }), caughtBy, share: 1 };
}

/** What float64 gives without further thought: right where nothing is near the ends of its range. */
export const plainGradient: SliceWork['gradient'] = gradientWith(derivative);

/** Wrong derivatives. */
export const gradientMutants: readonly Mutant[] = [
  spoiled(
    'the gradient lacks the projection',
    gradientWith((x) => new Float64Array(x.length)),
    right('ordinary values'),
    right('integers'),
  ),
  spoiled('the projection is added to the gradient', gradientWith(derivative, 1), right('ordinary values')),
  spoiled(
    'the gradient has the wrong sign',
    (x, dy, problem) => Float64Array.from(rightWork.gradient(x, dy, problem), (v) => -v),
    right('ordinary values'),
  ),
  spoiled(
    'the gradient of a zero slice is NaN',
    (x, dy, problem) =>
      x.every((v: number) => v === 0) && roughDenominator(x, problem) === 0
        ? x.map(() => Number.NaN)
        : rightWork.gradient(x, dy, problem),
    right('NaN, infinities and zero slices'),
  ),
  spoiled(
    'tied maxima do not share the gradient of p = ∞',
    gradientWith((x, y, problem) =>
      problem.p === Infinity && !clamped(x, problem)
        ? Float64Array.from(x, (v) => (Math.abs(v) === roughNorm(x, Infinity) ? Math.sign(v) : 0))
        : derivative(x, y, problem),
    ),
    right('constant slices'),
    right('alternating signs'),
  ),
  spoiled(
    'the gradient projects where ε took the place of the norm',
    gradientWith((x, y, problem) =>
      derivative(x, y, { ...problem, denominator: { ...problem.denominator, epsilon: 0 } }),
    ),
    right('ordinary values'),
    right('norms next to epsilon, p = 1'),
  ),
  spoiled(
    'the gradient of rule add-squared takes x/N for y',
    gradientWith((x, y, problem) =>
      derivative(x, y, { ...problem, denominator: { ...problem.denominator, of: 'norm' } }),
    ),
    right('ordinary values'),
  ),
  spoiled(
    'zero has the sign one in the gradient of p = 1',
    gradientWith((x, y, problem) =>
      problem.p === 1 && !clamped(x, problem)
        ? Float64Array.from(x, (v) => (v < 0 ? -1 : 1))
        : derivative(x, y, problem),
    ),
    right('zeros of both signs among values'),
    right('one value among zeros'),
  ),
  spoiled(
    'squares of float32 underflow in the gradient',
    (x, dy, problem) =>
      rightWork.gradient(
        x.map((v: number) => (Math.fround(v * v) === 0 ? 0 : v)),
        dy,
        problem,
      ),
    right('tiny values'),
    right('subnormal values'),
  ),
  spoiled(
    'the gradient of a slice with NaN is zero',
    (x, dy, problem) => (x.every(Number.isFinite) ? rightWork.gradient(x, dy, problem) : x.map(() => 0)),
    right('NaN, infinities and zero slices'),
  ),
];
