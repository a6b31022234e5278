import type { Denominator } from '../denominator.ts';
import { bitLength, type Dyadic, dyadicOf, placedDigits, reciprocalWords, scaledWords } from './dyadic.ts';

/** Words of ε that a kernel is given, a multiple of four. */
export const epsilonWordCount = 28;

/** Where they stand; constants of the same names in WGSL and GLSL. */
export const epsilonPlaces = {
  /** ε: high and low of its 64 leading bits, exponent. */
  EPSILON: 0,
  /** 1/D of a clamped slice: high and low of 40 bits, exponent. */
  CLAMPED_RECIPROCAL: 4,
  /** The least sum that is not clamped: 64 leading bits, exponent. */
  THRESHOLD: 8,
  /** Its lowest place and eight digits, two a word. So with ε and ε², in units of the sum's root and of the sum where p is 2. */
  THRESHOLD_DIGITS: 11,
  EPSILON_PLACE: 16,
  SQUARE_PLACE: 21,
} as const;

/**
 * ε for the kernels, in integers. Sums count units of 2^-150 for p = 1 and ∞, 2^-300 for p = 2. Any
 * float64 has a place: nothing is replaced or rounded.
 */
export function epsilonWords(p: number, denominator: Denominator): Uint32Array {
  const { form, of, epsilon } = denominator;
  const words = new Uint32Array(epsilonWordCount);
  if (epsilon === 0) return words;
  const exact = dyadicOf(epsilon);
  const squared: Dyadic = { significand: exact.significand ** 2n, exponent: 2 * exact.exponent };
  const unit = of === 'square' ? -300 : -150;
  words.set(scaledWords(exact), epsilonPlaces.EPSILON);
  words.set(placedDigits(exact, unit), epsilonPlaces.EPSILON_PLACE);
  if (form === 'plus') {
    if (p === 2 && of === 'norm') words.set(placedDigits(squared, -300), epsilonPlaces.SQUARE_PLACE);
    return words;
  }
  const sumUnit = p === 2 ? -300 : -150;
  const threshold = ceiling(p === 2 && of === 'norm' ? squared : exact, sumUnit);
  words.set(scaledWords(threshold), epsilonPlaces.THRESHOLD);
  words.set(placedDigits(threshold, sumUnit), epsilonPlaces.THRESHOLD_DIGITS);
  words.set(reciprocalWords(exact, of === 'square' ? 2 : 1, 40), epsilonPlaces.CLAMPED_RECIPROCAL);
  return words;
}

/** The least multiple of 2^unit that is not below. */
function ceiling({ significand, exponent }: Dyadic, unit: number): Dyadic {
  if (exponent >= unit) return { significand, exponent };
  const cut = BigInt(Math.min(unit - exponent, bitLength(significand)));
  const ceiled = (significand + (1n << cut) - 1n) >> cut;
  return { significand: ceiled, exponent: unit };
}
