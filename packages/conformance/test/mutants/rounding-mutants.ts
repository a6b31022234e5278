import { seededRandom } from '../../src/seeded-random.ts';
import type { Mutant } from './mutant.ts';
import { ofWord, outward, towardZero, wordOf } from './neighbours.ts';
import { type Arithmetic, dividing, quotients, spoiling } from './rough-quotients.ts';
import { type SliceWork, sliceModel } from './slice-model.ts';

const ordinary = 'values: ordinary values are rounded as claimed';
const integers = 'values: integers are rounded as claimed';
const subnormalResults = 'values: subnormal results are rounded once';
const rootsNearTies = 'values: roots within 2^-80 of a rounding tie fall on the right side, p = 2';
const sumsNearTies = 'values: sums within 2^-80 of a rounding tie fall on the right side, p = 1';
const epsilonNearTies = 'values: epsilon itself within 2^-75 of a tie falls on the right side';
const tiesAtLargest = 'values: subnormal results on a tie round to even, one unit off to the nearest, p = ∞';

function spoiled(name: string, normalize: SliceWork['normalize'], ...caughtBy: string[]): Mutant {
  return { name, create: () => sliceModel({ normalize }), caughtBy };
}

/** Right but for D's branch at ε, which is a fault of its own. */
function dividingWhereSmooth(
  quotient: (v: number, d: number) => number,
  arithmetic?: Arithmetic,
  where: (y: number) => boolean = () => true,
): SliceWork['normalize'] {
  const divide = dividing(quotient, arithmetic);
  return quotients((x, problem, right) => {
    if (problem.denominator.form === 'keep') return right;
    const wrong = divide(x, problem);
    return Float64Array.from(right, (y, k) => (where(Math.fround(wrong[k]!)) ? wrong[k]! : y));
  });
}

/** Exact numbers in, the wrong float32 out. */
export const roundingMutants: readonly Mutant[] = [
  {
    ...spoiled(
      'plain float64 arithmetic, wrong only next to ties',
      dividingWhereSmooth((v, d) => v / d),
      sumsNearTies,
      rootsNearTies,
      'values: norms plus epsilon within 2^-80 of a tie fall on the right side',
      'values: squares plus epsilon within 2^-80 of a tie fall on the right side',
      'values: the largest plus epsilon within 2^-80 of a tie falls on the right side',
      epsilonNearTies,
      'values: the root of epsilon within 2^-56 of a tie falls on the right side',
      'values: subnormal results on a tie round to even, one unit off to the nearest, p = 2',
    ),
    unseenBy: [ordinary, integers, 'values: values up to the largest float are rounded as claimed'],
  },
  {
    ...spoiled(
      'multiplication by the reciprocal in float64',
      dividingWhereSmooth((v, d) => v * (1 / d)),
      rootsNearTies,
      epsilonNearTies,
    ),
    unseenBy: [ordinary, integers],
  },
  {
    ...spoiled(
      'an interval of one unit certifies a sum of many roundings',
      quotients((x, problem, right) => {
        const plain = dividingWhereSmooth((v, d) => v / d)(x, problem);
        return Float64Array.from(plain, (q, k) => {
          const [low, high] = [Math.fround(q * (1 - 2 ** -53)), Math.fround(q * (1 + 2 ** -53))];
          return low === high ? low : right[k]!;
        });
      }),
      rootsNearTies,
    ),
    unseenBy: [ordinary, integers],
    share: 0.3,
  },
  spoiled(
    'results are cut off toward zero',
    dividing((v, d) => towardZero(v / d)),
    ordinary,
    integers,
  ),
  spoiled(
    'results are rounded to odd',
    dividing((v, d) => toOdd(v / d)),
    ordinary,
    integers,
  ),
  spoiled(
    'results are rounded up',
    dividing((v, d) => upward(v / d)),
    ordinary,
  ),
  {
    ...spoiled(
      'ties are rounded away from zero',
      // One float64 further out carries a tie over and leaves all but near ties alone.
      dividingWhereSmooth((v, d) => (v / d) * (1 + 2 ** -52)),
      tiesAtLargest,
      'values: subnormal results on a tie of epsilon round to even',
    ),
    unseenBy: [ordinary, integers],
  },
  {
    ...spoiled(
      'the least normal float32 is taken for certain from the upper end of an interval',
      dividingWhereSmooth(
        (v, d) => v * ((1 / d) * (1 + 14 * 2 ** -53)),
        undefined,
        (y) => Math.abs(y) === 2 ** -126,
      ),
      'values: quotients between the largest subnormal and the least normal float32 round once',
    ),
    unseenBy: [ordinary, integers, subnormalResults, tiesAtLargest],
    share: 0.1,
  },
  {
    ...spoiled(
      'subnormal results are rounded twice',
      dividing((v, d) => toSubnormal(toPrecision24(v / d))),
      subnormalResults,
    ),
    unseenBy: [integers],
    share: 0.3,
  },
  spoiled(
    'D is rounded to float32 before the division',
    dividing((v, d) => v / Math.fround(d)),
    ordinary,
  ),
  spoiled(
    'a float32 reciprocal is multiplied',
    dividing((v, d) => v * Math.fround(1 / d)),
    ordinary,
  ),
  {
    name: 'one element in a million is off by one unit in the last place',
    create: () => {
      const { unit } = seededRandom(20);
      return sliceModel({ normalize: spoiling((y) => (unit() < 1e-6 ? outward(y) : y)) });
    },
    caughtBy: [ordinary],
    share: 1,
  },
  {
    name: 'a claim of one unit in the last place is off by two',
    create: () =>
      sliceModel(
        { normalize: spoiling((y) => (Math.abs(y) > 2 ** -120 ? outward(y, 2) : y)) },
        { precision: { float32: { rounding: { maxUlp: 1 } } } },
      ),
    caughtBy: [ordinary],
  },
];

function toOdd(q: number): number {
  const cut = towardZero(q);
  return cut === q || wordOf(cut) % 2 === 1 ? cut : outward(cut);
}

function upward(q: number): number {
  const cut = towardZero(q);
  return cut === q || q < 0 ? cut : outward(cut);
}

/** To 24 bits, as if exponents had no end. */
function toPrecision24(q: number): number {
  return q === 0 || Math.abs(q) >= 2 ** -126 ? q : Math.fround(q * 2 ** 200) * 2 ** -200;
}

/** The second rounding: to a multiple of 2^-149, by hand. */
function toSubnormal(q: number): number {
  if (Math.abs(q) >= 2 ** -126) return q;
  const units = Math.abs(q) * 2 ** 149;
  const whole = Math.floor(units);
  const up = units - whole > 0.5 || (units - whole === 0.5 && whole % 2 === 1);
  return Math.sign(q) * ofWord(whole + (up ? 1 : 0));
}
