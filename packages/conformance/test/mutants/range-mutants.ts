import type { Mutant } from './mutant.ts';
import { type Arithmetic, dividing, quotients, roughDenominator, spoiling } from './rough-quotients.ts';
import { rightWork, type SliceWork, sliceModel } from './slice-model.ts';

const tiny = 'values: tiny values are rounded as claimed';
const subnormal = 'values: slices of subnormal values are rounded as claimed';
const huge = 'values: values up to the largest float are rounded as claimed';
const integers = 'values: integers are rounded as claimed';

function spoiled(name: string, normalize: SliceWork['normalize'], ...caughtBy: string[]): Mutant {
  return { name, create: () => sliceModel({ normalize }), caughtBy };
}

const float32: Arithmetic = { round: Math.fround };

/** Squares in float32 of values that are scaled first, and the sum scaled back. */
function squaresScaledBy(scale: number): Arithmetic {
  return {
    term: (v, p) => (p === 2 ? Math.fround(Math.fround(v * scale) ** 2) / scale ** 2 : Math.abs(v) ** p),
  };
}

const leastNormal = 2 ** -126;
const flushed = (v: number): number => (Math.abs(v) < leastNormal ? v * 0 : v);

/** What goes wrong at the ends of a format, or of a sum. */
export const rangeMutants: readonly Mutant[] = [
  spoiled(
    'sums are kept in float32',
    dividing((v, d) => v / d, float32),
    'values: a long slice of ordinary values adds up',
    'values: a million equal elements add up',
  ),
  spoiled(
    'squares overflow',
    dividing((v, d) => v / d, squaresScaledBy(2 ** 20)),
    huge,
  ),
  spoiled(
    'squares underflow',
    dividing((v, d) => v / d, squaresScaledBy(2 ** -20)),
    tiny,
    subnormal,
  ),
  {
    ...spoiled(
      'subnormal inputs are flushed to zero',
      (x, problem) => rightWork.normalize(x.map(flushed), problem),
      subnormal,
    ),
    unseenBy: [integers],
  },
  {
    ...spoiled(
      'subnormal results are flushed to zero',
      spoiling(flushed),
      'values: subnormal results are rounded once',
    ),
    unseenBy: [integers],
  },
  spoiled(
    'the reciprocal of a subnormal norm overflows',
    quotients((x, problem, right) => {
      const inverse = Math.fround(1 / roughDenominator(x, problem));
      return inverse === Infinity ? Float64Array.from(x, (v) => v * inverse) : right;
    }),
    subnormal,
  ),
  spoiled(
    'float64 is computed in float32',
    quotients((_, problem, right) =>
      problem.dtype === 'float64' ? Float64Array.from(right, Math.fround) : right,
    ),
    'dtypes: float64: ordinary values are rounded as claimed',
  ),
  spoiled(
    'squares of float64 overflow and underflow',
    quotients((x, problem, right) =>
      problem.dtype === 'float64' ? Float64Array.from(x, (v) => v / roughDenominator(x, problem)) : right,
    ),
    'dtypes: float64: values up to the largest float are rounded as claimed',
    'dtypes: float64: tiny values are rounded as claimed',
  ),
  spoiled(
    'powers of other orders overflow and underflow',
    quotients((x, problem, right) =>
      [1, 2, Infinity].includes(problem.p)
        ? right
        : Float64Array.from(x, (v) => v / roughDenominator(x, problem)),
    ),
    'other p: float32, p = 1.5, 3, 7.25, 100: values up to the largest float are rounded as claimed',
    'other p: float64, p = 1.5, 3, 7.25, 100: tiny values are rounded as claimed',
  ),
  spoiled(
    'sums of other powers are not rooted',
    quotients((x, problem, right) => {
      const { p, denominator } = problem;
      if ([1, 2, Infinity].includes(p) || denominator.form !== 'floor') return right;
      const d = Math.max(roughDenominator(x, problem) ** p, denominator.epsilon);
      return Float64Array.from(x, (v) => v / d);
    }),
    'other p: float32, p = 1.5, 3, 7.25, 100: ordinary values are rounded as claimed',
  ),
];
