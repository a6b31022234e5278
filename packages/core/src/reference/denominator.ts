import type { Denominator } from '../denominator.ts';
import { absolute, fractionBits, integerRoot, toFixed } from './fixed.ts';
import { powerNorm } from './power.ts';
import type { Radical, Surd } from './rounding.ts';

/** The real number rational · 2^-1330 + √(radicand · 2^-2660). */
export function surdOf(rational: bigint, radicand: bigint): Surd {
  return { rational, radicand, floor: rational + integerRoot(radicand) };
}

/** N of a finite slice: exact for p = 1, 2 and ∞, to about 2^-250 for others. */
export function exactNorm(slice: ArrayLike<number>, p: number): Surd {
  const { rational, radicand } = normRadical(slice, p);
  return surdOf(rational, radicand);
}

/** As `exactNorm`, without taking a root. */
export function normRadical(slice: ArrayLike<number>, p: number): Radical {
  const magnitudes = Array.from(slice, (x) => absolute(toFixed(x)));
  if (p === 2) return { rational: 0n, radicand: sum(magnitudes.map((m) => m * m)) };
  if (p === 1) return { rational: sum(magnitudes), radicand: 0n };
  const max = magnitudes.reduce((a, b) => (a > b ? a : b), 0n);
  return { rational: p === Infinity || max === 0n ? max : powerNorm(magnitudes, p), radicand: 0n };
}

/** D of a norm: the table of docs/numerics.md, "Definition", without rounding. */
export function exactDenominator(norm: Radical, denominator: Denominator): Surd {
  const { rational, radicand } = denominatorRadical(norm, denominator);
  return surdOf(rational, radicand);
}

/** As `exactDenominator`, without taking a root. */
export function denominatorRadical(norm: Radical, denominator: Denominator): Radical {
  const { form, of } = denominator;
  const plus = form === 'plus';
  if (!plus && !isClamped(norm, denominator)) return norm;
  const epsilon = toFixed(form === 'keep' ? 1 : denominator.epsilon);
  const { rational, radicand } = plus ? norm : { rational: 0n, radicand: 0n };
  return of === 'norm'
    ? { rational: rational + epsilon, radicand }
    : { rational, radicand: radicand + (epsilon << fractionBits) };
}

/** Whether ε takes the place of the norm: N < ε, or S < ε for the squared rules. */
export function isClamped(norm: Radical, { form, of, epsilon }: Denominator): boolean {
  if (form === 'plus') return false;
  const threshold = toFixed(epsilon);
  if (of === 'square') return norm.radicand < threshold << fractionBits;
  const rest = threshold - norm.rational;
  return rest > 0n && norm.radicand < rest * rest;
}

function sum(terms: readonly bigint[]): bigint {
  return terms.reduce((a, b) => a + b, 0n);
}
