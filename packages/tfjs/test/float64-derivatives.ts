import { type Denominator, type Rule, resolveRule } from '@unitsphere/core';

/** One slice's problem, in float64; its quantities are far from the ends of the range. */
export interface SliceProblem {
  readonly p: number;
  readonly denominator: Denominator;
}

export function problemFor(p: number, rule: Rule, epsilon: number): SliceProblem {
  return resolveRule(rule === 'none' ? { p, rule } : { p, rule, epsilon }, 'float32');
}

/** The problem of x·scale that has the same y: D is homogeneous in x and the ε of the norm. */
export function scaledProblem({ p, denominator }: SliceProblem, scale: number): SliceProblem {
  const factor = denominator.of === 'square' ? scale * scale : scale;
  return { p, denominator: { ...denominator, epsilon: denominator.epsilon * factor } };
}

function normOf(x: readonly number[], p: number): number {
  if (p === 1) return x.reduce((sum, v) => sum + Math.abs(v), 0);
  const max = Math.max(...x.map(Math.abs));
  if (p === Infinity || max === 0) return max;
  return max * x.reduce((sum, v) => sum + (Math.abs(v) / max) ** p, 0) ** (1 / p);
}

export function denominatorOf(x: readonly number[], { p, denominator }: SliceProblem): number {
  const { form, of, epsilon } = denominator;
  const norm = normOf(x, p);
  const floor = of === 'square' ? Math.sqrt(epsilon) : epsilon;
  if (form === 'floor') return Math.max(norm, floor);
  if (form === 'keep') return norm >= floor ? norm : 1;
  return of === 'square' ? Math.hypot(norm, floor) : norm + floor;
}

/** y = x/D, 0 where D is. */
export function quotients(x: readonly number[], problem: SliceProblem): number[] {
  const d = denominatorOf(x, problem);
  return x.map((v) => (d === 0 ? 0 : v / d));
}

/** The gradient of f by central differences of the fourth order. */
export function differences(
  f: (x: readonly number[]) => number,
  x: readonly number[],
  step: number,
): number[] {
  return x.map((v, i) => {
    const at = (k: number): number => f(x.map((other, j) => (j === i ? v + k * step : other)));
    return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * step);
  });
}

export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, v, i) => sum + v * b[i]!, 0);
}

/** dx of the definition, by g = ∂D/∂x. */
export function gradientOf(x: readonly number[], dy: readonly number[], problem: SliceProblem): number[] {
  const { p, denominator } = problem;
  const norm = normOf(x, p);
  const d = denominatorOf(x, problem);
  if (d === 0) return x.map(() => 0);
  const floor = denominator.of === 'square' ? Math.sqrt(denominator.epsilon) : denominator.epsilon;
  const clamped = denominator.form !== 'plus' && norm < floor;
  const ties = x.filter((v) => Math.abs(v) === norm).length;
  const slope = (v: number): number => {
    if (clamped || norm === 0) return 0;
    if (denominator.of === 'square') return v / d;
    if (p === Infinity) return Math.abs(v) === norm ? Math.sign(v) / ties : 0;
    return Math.sign(v) * (Math.abs(v) / norm) ** (p - 1);
  };
  const along = dot(dy, x) / d;
  return x.map((v, i) => (dy[i]! - slope(v) * along) / d);
}
