import type { Denominator } from '../denominator.ts';
import { epsilonPlaces } from './epsilon.ts';

/** Of one p and one form of denominator, for WGSL and GLSL alike: the names and values of constants, and a short name of all. */
export interface ArithmeticConstants {
  readonly name: string;
  /** D is √S + ε. */
  readonly isSurd: boolean;
  readonly words: Readonly<Record<string, number>>;
  readonly flags: Readonly<Record<string, boolean>>;
}

/** A floor of 0, rule `none`, has a text of its own, which compares nothing. */
type Form = Denominator['form'] | 'none';

const forms: readonly Form[] = ['none', 'plus', 'floor', 'keep'];

/** What tells the arithmetic of one problem from that of another. ε is not in it. */
export function arithmeticConstants(p: number, { form, of, epsilon }: Denominator): ArithmeticConstants {
  const chosen: Form = form === 'floor' && epsilon === 0 ? 'none' : form;
  const isSurd = p === 2 && form === 'plus' && of === 'norm';
  return {
    name: `${p} ${chosen} ${of}`,
    isSurd,
    words: {
      ...epsilonPlaces,
      PLUS: 1,
      FLOOR: 2,
      KEEP: 3,
      FORM: forms.indexOf(chosen),
      POWER: p === 2 ? 2 : 1,
      // How far R can be from 1/D, in the last of the 32 bits after a quotient's 24: one unit of R is at most 2^17 of them.
      UNCERTAIN_BELOW: 2 ** 17 + 2 ** 8,
      UNCERTAIN_ABOVE: isSurd ? 2 ** 18 + 2 ** 8 : 2 ** 8,
    },
    flags: {
      IS_ROOT: p === 2,
      IS_SURD: isSurd,
      OF_SQUARE: of === 'square',
    },
  };
}
