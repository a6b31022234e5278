export {
  denominatorRadical,
  exactDenominator,
  exactNorm,
  isClamped,
  normRadical,
  surdOf,
} from './denominator.ts';
export { bitLength, fractionBits, toFixed } from './fixed.ts';
export { gradientExactly } from './gradient.ts';
export { normalizeExactly, normsExactly } from './normalize.ts';
export { type Radical, roundFixed, roundQuotient, type Surd, ulpDistance, ulpError } from './rounding.ts';
