import type { Denominator } from '../denominator.ts';
import { absolute, fractionBits, integerRoot, toFixed } from './fixed.ts';
import { powerNorm } from './power.ts';
import type { Surd } from './rounding.ts';

/** The real number rational · 2^-1330 + √(radicand · 2^-2660). */
export function surdOf(rational: bigint, radicand: bigint): Surd {
  return { rational, radicand, floor: rational + integerRoot(radicand) };
}

/** N of a finite slice: exact for p = 1, 2 and ∞, to about 2^-250 for others. */
export function exactNorm(slice: ArrayLike<number>, p: number): Surd {
  const magnitudes = Array.from(slice, (x) => absolute(toFixed(x)));
  if (p === 1) return surdOf(sum(magnitudes), 0n);
  if (p === 2) return surdOf(0n, sum(magnitudes.map((m) => m * m)));
  const max = magnitudes.reduce((a, b) => (a > b ? a : b), 0n);
  return surdOf(p === Infinity || max === 0n ? max : powerNorm(magnitudes, p), 0n);
}

/** D of a norm: the table of docs/numerics.md, "Definition", without rounding. */
export function exactDenominator(norm: Surd, denominator: Denominator): Surd {
  const { form, of } = denominator;
  const epsilon = toFixed(denominator.epsilon);
  if (form === 'plus') {
    return of === 'norm'
      ? surdOf(norm.rational + epsilon, norm.radicand)
      : surdOf(0n, norm.radicand + (epsilon << fractionBits));
  }
  if (!isClamped(norm, denominator)) return norm;
  if (form === 'keep') return surdOf(toFixed(1), 0n);
  return of === 'norm' ? surdOf(epsilon, 0n) : surdOf(0n, epsilon << fractionBits);
}

/** Whether ε takes the place of the norm: N < ε, or S < ε for the squared rules. */
export function isClamped(norm: Surd, { form, of, epsilon }: Denominator): boolean {
  if (form === 'plus') return false;
  const threshold = toFixed(epsilon);
  if (of === 'square') return norm.radicand < threshold << fractionBits;
  const rest = threshold - norm.rational;
  return rest > 0n && norm.radicand < rest * rest;
}

function sum(terms: readonly bigint[]): bigint {
  return terms.reduce((a, b) => a + b, 0n);
}
