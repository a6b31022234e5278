import type { Denominator } from '@unitsphere/core';
import {
  type ArithmeticConstants,
  arithmeticConstants,
  digitCount,
  placeCount,
} from '@unitsphere/core/words';
import {
  bits,
  compose,
  decide,
  decode,
  digits,
  slice,
  sliceLinear,
  sliceNorm,
  sliceRoot,
  sliceSurd,
  sum1,
  sum2,
  sumDigits,
  sumDigitsPrivate,
  sumInfinity,
  wide,
  wideReciprocal,
} from './generated/kernels.ts';

/**
 * Where the digits of a finished sum are: in the arrays that they were added up in, or in a texture. With `texture` the kernel's
 * text has `uint digit(uint j)`, digit j, and `void recall(uint top)`, for p = 1 and 2. For p = ∞ the text has both: the
 * largest magnitude is all there is.
 */
export type DigitsIn = 'private' | 'texture';

/**
 * The arithmetic of one p and one form of denominator in GLSL, and a short name of it. ε is not in it: the kernel's text has
 * `uint epsilon_word(uint i)`, word i of `epsilonWords`.
 */
export function arithmeticOf(
  p: number,
  denominator: Denominator,
  digitsIn: DigitsIn = 'private',
): { name: string; text: string } {
  const constants = arithmeticConstants(p, denominator);
  const ofDigits = digitsIn === 'private' ? sumDigitsPrivate : digitPrototypes;
  const pieces = [
    declarations(p, constants),
    decode,
    bits,
    wide,
    ...(p === Infinity ? [sumInfinity] : [sumDigits, p === 2 ? sum2 : sum1, ofDigits]),
    digits,
    wideReciprocal,
    constants.isSurd ? sliceSurd : p === 2 ? sliceRoot : sliceLinear,
    slice,
    sliceNorm,
    compose,
    decide,
  ];
  return { name: constants.name, text: pieces.join('\n') };
}

const digitPrototypes = 'uint digit(uint j);\nvoid recall(uint top);';

function declarations(p: number, { words, flags }: ArithmeticConstants): string {
  const all = { ...words, DIGITS: digitCount(p), PLACES: placeCount(p) };
  return [
    // Integers of a fragment shader have 16 bits unless it says so.
    'precision highp int;',
    ...Object.entries(all).map(([name, value]) => `const uint ${name} = ${value}u;`),
    ...Object.entries(flags).map(([name, value]) => `const bool ${name} = ${value};`),
  ].join('\n');
}
