import type { Denominator } from '@unitsphere/core';
import { dyadicOf, epsilonWords, reciprocalWords } from '@unitsphere/core/words';

/**
 * ε's words, then 1/D where the norm has no part in it (a slice of zeros, or one that ε clamps) as the four words of `Extended`
 * (kernels/extended.glsl), its 64 leading bits; 0, with that file's EXPONENT_OF_ZERO, where D = 0.
 */
export function gradientRule(p: number, denominator: Denominator): Uint32Array {
  return Uint32Array.of(...epsilonWords(p, denominator), ...floorWords(denominator));
}

function floorWords({ form, of, epsilon }: Denominator): readonly number[] {
  if (epsilon === 0) return [0, -0x100000, 0, 0];
  const d = dyadicOf(form === 'keep' ? 1 : epsilon);
  const [high, low, exponent] = reciprocalWords(d, of === 'square' ? 2 : 1, 64);
  return [0, exponent, high, low];
}
