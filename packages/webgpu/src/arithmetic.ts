import type { Denominator } from '@unitsphere/core';
import { type ArithmeticConstants, arithmeticConstants } from '@unitsphere/core/words';
import {
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
  sumInfinity,
  wide,
  wideReciprocal,
} from './generated/kernels.ts';

/**
 * The arithmetic of one p and one form of denominator in WGSL, and a short name of it. ε is not in it: the kernel's text has
 * `fn epsilon_word(i: u32) -> u32`, word i of `epsilonWords`.
 */
export function arithmeticOf(p: number, denominator: Denominator): { name: string; text: string } {
  const constants = arithmeticConstants(p, denominator);
  const pieces = [
    declarations(constants),
    decode,
    wide,
    ...(p === Infinity ? [sumInfinity] : [sumDigits, p === 2 ? sum2 : sum1]),
    digits,
    wideReciprocal,
    slice,
    constants.isSurd ? sliceSurd : p === 2 ? sliceRoot : sliceLinear,
    sliceNorm,
    compose,
    decide,
  ];
  return { name: constants.name, text: pieces.join('\n') };
}

function declarations({ words, flags }: ArithmeticConstants): string {
  return [
    ...Object.entries(words).map(([name, value]) => `const ${name} = ${value}u;`),
    ...Object.entries(flags).map(([name, value]) => `const ${name} = ${value};`),
  ].join('\n');
}
