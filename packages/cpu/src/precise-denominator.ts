import type { Denominator } from '@unitsphere/core';
import { add, type DoubleDouble, fromNumber, one, root, scaled, subtract } from './double-double.ts';
import { type PreciseNorm, scaleOf } from './precise-norm.ts';

/** D as `value · scale`, `scale` one of 2^-600, 1, 2^600. */
export interface PreciseDenominator {
  readonly value: DoubleDouble;
  readonly scale: number;
  readonly clamped: boolean;
}

/**
 * D = rule(N, ε) to the accuracy of N. Whether ε clamps is read off the double-doubles; where they lie within
 * a relative 2^-48 of each other, `decide` is asked instead.
 */
export function preciseDenominator(
  norm: PreciseNorm,
  { form, of, epsilon }: Denominator,
  decide: () => boolean,
): PreciseDenominator {
  if (epsilon === 0) return { value: norm.value, scale: norm.scale, clamped: false };
  const threshold = of === 'square' ? Math.sqrt(epsilon) : epsilon;
  // N and ε to the larger one's scale: what vanishes there is below 2^-400 of the other.
  const scale = Math.max(norm.scale, scaleOf(threshold));
  const factor = norm.scale / scale;
  const n = of === 'square' ? scaled(scaled(norm.square, factor), factor) : scaled(norm.value, factor);
  const e = fromNumber(of === 'square' ? epsilon / scale / scale : epsilon / scale);
  const finish = (q: DoubleDouble): DoubleDouble => (of === 'square' ? root(q) : q);
  if (form === 'plus') return { value: finish(add(n, e)), scale, clamped: false };
  const apart = subtract(n, e).high;
  const clamped = Math.abs(apart) <= e.high * 2 ** -48 ? decide() : apart < 0;
  if (!clamped) return { value: norm.value, scale: norm.scale, clamped };
  return form === 'keep' ? { value: one, scale: 1, clamped } : { value: finish(e), scale, clamped };
}
