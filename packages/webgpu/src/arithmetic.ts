import type { Denominator } from '@unitsphere/core';
import { epsilonPlaces } from './epsilon.ts';
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

/** Words of the digits of a sum, the constant DIGITS of the text. */
export function digitCount(p: number): number {
  return p === 2 ? 37 : p === 1 ? 20 : 1;
}

/**
 * The arithmetic of one p and one form of denominator in WGSL, and a short name of it. ε is not in it: the kernel's text has
 * `fn epsilon_word(i: u32) -> u32`, word i of `epsilonWords`.
 */
export function arithmeticOf(p: number, denominator: Denominator): { name: string; text: string } {
  const { of } = denominator;
  const form = formOf(denominator);
  const isRoot = p === 2;
  const isSurd = isRoot && form === 'plus' && of === 'norm';
  const pieces = [
    constants(p, { form, of }, isSurd),
    decode,
    wide,
    ...(p === Infinity ? [sumInfinity] : [sumDigits, isRoot ? sum2 : sum1]),
    digits,
    wideReciprocal,
    slice,
    isSurd ? sliceSurd : isRoot ? sliceRoot : sliceLinear,
    sliceNorm,
    compose,
    decide,
  ];
  return { name: `${p} ${form} ${of}`, text: pieces.join('\n') };
}

/** A floor of 0, rule `none`, has a text of its own, which compares nothing. */
type Form = Denominator['form'] | 'none';

const forms: readonly Form[] = ['none', 'plus', 'floor', 'keep'];

function formOf({ form, epsilon }: Denominator): Form {
  return form === 'floor' && epsilon === 0 ? 'none' : form;
}

function constants(
  p: number,
  { form, of }: { readonly form: Form; readonly of: Denominator['of'] },
  isSurd: boolean,
): string {
  const words: Readonly<Record<string, number>> = {
    ...epsilonPlaces,
    PLUS: 1,
    FLOOR: 2,
    KEEP: 3,
    FORM: forms.indexOf(form),
    POWER: p === 2 ? 2 : 1,
    // How far R can be from 1/D, in the last of the 32 bits after a quotient's 24: one unit of R is at most 2^17 of them.
    UNCERTAIN_BELOW: 2 ** 17 + 2 ** 8,
    UNCERTAIN_ABOVE: isSurd ? 2 ** 18 + 2 ** 8 : 2 ** 8,
  };
  const flags: Readonly<Record<string, boolean>> = {
    IS_ROOT: p === 2,
    IS_SURD: isSurd,
    OF_SQUARE: of === 'square',
  };
  return [
    ...Object.entries(words).map(([name, value]) => `const ${name} = ${value}u;`),
    ...Object.entries(flags).map(([name, value]) => `const ${name} = ${value};`),
  ].join('\n');
}
