export { type ArithmeticConstants, arithmeticConstants } from './arithmetic-constants.ts';
export { digitCount, placeCount } from './digit-counts.ts';
export { type Dyadic, dyadicOf, reciprocalWords } from './dyadic.ts';
export { epsilonWordCount, epsilonWords } from './epsilon.ts';
export { normsOfWords } from './norm-words.ts';
