import type { FloatArray, Problem } from '@unitsphere/core';
import { exactNorm, toFixed } from '@unitsphere/core/reference';
import type { Mutant } from './mutant.ts';
import { quotients, roughDenominator, roughSum } from './rough-quotients.ts';
import { rightWork, type SliceWork, sliceModel } from './slice-model.ts';

type Change = (problem: Problem) => Problem;

/** The right quotients of another problem. */
function instead(change: Change): SliceWork['normalize'] {
  return quotients((x, problem) => rightWork.normalize(x, change(problem)));
}

/** Another denominator under one rule. */
function under(
  form: Problem['denominator']['form'],
  of: Problem['denominator']['of'],
  denominator: Partial<Problem['denominator']>,
): SliceWork['normalize'] {
  return instead((problem) =>
    problem.denominator.form === form && problem.denominator.of === of && problem.p === 2
      ? { ...problem, denominator: { ...problem.denominator, ...denominator } }
      : problem,
  );
}

const rule = (name: string): string => `p and rules: rule ${name}`;

function spoiled(name: string, normalize: SliceWork['normalize'], ...caughtBy: string[]): Mutant {
  return { name, create: () => sliceModel({ normalize }), caughtBy };
}

/** Wrong denominators. */
export const ruleMutants: readonly Mutant[] = [
  {
    ...spoiled(
      'ε stands inside the root under rule add',
      under('plus', 'norm', { of: 'square' }),
      rule('add divides by N + ε'),
    ),
    unseenBy: [rule('none divides by N'), rule('max divides by max(N, ε)')],
  },
  spoiled(
    'ε stands outside the root under rule add-squared',
    under('plus', 'square', { of: 'norm' }),
    rule('add-squared divides by √(Σx² + ε)'),
  ),
  spoiled(
    'ε is a floor for the norm under rule max-squared',
    under('floor', 'square', { of: 'norm' }),
    rule('max-squared divides by √max(Σx², ε)'),
  ),
  spoiled(
    'ε is a floor for the square of the norm under rule max',
    under('floor', 'norm', { of: 'square' }),
    rule('max divides by max(N, ε)'),
  ),
  spoiled('rule max adds ε', under('floor', 'norm', { form: 'plus' }), rule('max divides by max(N, ε)')),
  spoiled(
    'rule keep-below divides short slices by ε',
    under('keep', 'norm', { form: 'floor' }),
    rule('keep-below divides by N, and by 1 where N is below ε'),
  ),
  {
    ...spoiled(
      'rule keep-below keeps a norm of exactly ε',
      quotients((x, { p, denominator: { form, epsilon } }, right) =>
        form === 'keep' && isExactly(x, p, epsilon) ? x : right,
      ),
      ...['1', '2', '∞'].map(
        (p) => `p and rules: a norm of exactly epsilon is not clamped, one unit below is, p = ${p}`,
      ),
    ),
    unseenBy: [rule('keep-below divides by N, and by 1 where N is below ε')],
    share: 0.2,
  },
  {
    ...spoiled(
      'rule keep-below compares the square with ε squared in float64',
      quotients((x, { p, denominator: { form, epsilon } }, right) =>
        form !== 'keep' || p !== 2
          ? right
          : roughSum(x, 2) < epsilon * epsilon
            ? x
            : Float64Array.from(x, (v) => v / Math.sqrt(roughSum(x, 2))),
      ),
      'p and rules: a norm of exactly epsilon is not clamped, one unit below is, p = 2',
    ),
    share: 0.2,
  },
  spoiled(
    'p is ignored: every norm is that of p = 2',
    instead((problem) => ({ ...problem, p: 2 })),
    'p and rules: p = 1 divides by the sum, 2 by the root of squares, ∞ by the largest',
  ),
  spoiled(
    'the norm of p = ∞ is the largest value, not the largest magnitude',
    quotients((x, { p, denominator }, right) => {
      if (p !== Infinity || denominator.form !== 'floor') return right;
      const d = Math.max(Math.max(...x), denominator.epsilon);
      return Float64Array.from(x, (v) => v / d);
    }),
    'p and rules: p = 1 divides by the sum, 2 by the root of squares, ∞ by the largest',
  ),
  spoiled(
    'the norm of p = 1 adds values, not magnitudes',
    quotients((x, { p, denominator }, right) => {
      if (p !== 1 || denominator.form !== 'floor') return right;
      const d = Math.max(Math.abs(sumOf(x)), denominator.epsilon);
      return Float64Array.from(x, (v) => v / d);
    }),
    'p and rules: p = 1 divides by the sum, 2 by the root of squares, ∞ by the largest',
  ),
  spoiled(
    'a hidden floor of 1e-12 guards rule none',
    instead((problem) => {
      const { form, of, epsilon } = problem.denominator;
      return form === 'floor' && of === 'norm' && epsilon === 0
        ? { ...problem, denominator: { form, of, epsilon: 1e-12 } }
        : problem;
    }),
    'values: tiny values are rounded as claimed',
  ),
  spoiled(
    "float32 slices get scikit-learn's epsilon for float64",
    instead((problem) => {
      const { form, of, epsilon } = problem.denominator;
      return problem.dtype === 'float32' && form === 'keep' && epsilon === 10 * 2 ** -23
        ? { ...problem, denominator: { form, of, epsilon: 10 * 2 ** -52 } }
        : problem;
    }),
    'presets: like sklearn divides as rule keep-below with epsilon 0.0000011920928955078125',
  ),
  spoiled(
    'a zero slice is divided by its norm',
    (x, problem) => {
      const isZero = x.every((v: number) => v === 0);
      const d = roughDenominator(x, problem);
      return isZero ? Float64Array.from(x, (v) => v / d) : rightWork.normalize(x, problem);
    },
    'p and rules: a zero slice comes back under every rule, signs and all',
  ),
];

function isExactly(x: ArrayLike<number>, p: number, epsilon: number): boolean {
  const { rational, radicand } = exactNorm(x, p);
  const whole = toFixed(epsilon);
  return radicand === 0n ? rational === whole : radicand === whole * whole;
}

function sumOf(x: FloatArray): number {
  let sum = 0;
  for (const v of x) sum += v;
  return sum;
}
