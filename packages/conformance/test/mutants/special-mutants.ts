import type { FloatArray, Problem } from '@unitsphere/core';
import { wordsOf } from '../../src/bits.ts';
import type { Mutant } from './mutant.ts';
import { spoiling } from './rough-quotients.ts';
import { rightWork, type SliceWork, sliceModel } from './slice-model.ts';

const places = 'values: NaN, ∞, −∞ and −0 count in every position';
const spreads = 'values: NaN spreads, infinities become NaN, and zero slices come back';
const zeros = 'values: zeros among values keep their signs';

function spoiled(name: string, normalize: SliceWork['normalize'], ...caughtBy: string[]): Mutant {
  return { name, create: () => sliceModel({ normalize }), caughtBy };
}

const isInfinite = (v: number): boolean => Math.abs(v) === Infinity;

/** Wrong results of slices with infinities and without NaN. */
function beside(infinite: (x: number) => number, finite: (x: number) => number): SliceWork['normalize'] {
  return (x, problem) =>
    x.some(isInfinite) && !x.some(Number.isNaN)
      ? Float64Array.from(x, (v) => (isInfinite(v) ? infinite(v) : finite(v)))
      : rightWork.normalize(x, problem);
}

/** Zeros, NaN and infinities treated wrongly. */
export const specialMutants: readonly Mutant[] = [
  spoiled(
    'the sign of zeros is lost',
    spoiling((y) => y + 0),
    zeros,
  ),
  spoiled(
    'the sign of quotients that underflow is lost',
    spoiling((y, x) => (y === 0 && x !== 0 ? 0 : y)),
    'values: values of mixed scale are rounded as claimed',
  ),
  spoiled(
    'the signs of a zero slice are lost',
    (x, problem) => (x.every((v: number) => v === 0) ? x.map(() => 0) : rightWork.normalize(x, problem)),
    'p and rules: a zero slice comes back under every rule, signs and all',
  ),
  spoiled(
    'NaN is swallowed: it counts as zero',
    (x, problem) =>
      rightWork.normalize(
        x.map((v: number) => (Number.isNaN(v) ? 0 : v)),
        problem,
      ),
    spreads,
    places,
  ),
  spoiled(
    'NaN does not leave its own element',
    (x, problem) => {
      if (!x.some(Number.isNaN)) return rightWork.normalize(x, problem);
      const y = rightWork.normalize(
        x.map((v: number) => (Number.isNaN(v) ? 0 : v)),
        problem,
      );
      return Float64Array.from(y, (v, k) => (Number.isNaN(x[k]) ? Number.NaN : v));
    },
    spreads,
  ),
  spoiled(
    'a NaN in the last of four lanes is not seen',
    (x, problem) =>
      rightWork.normalize(
        x.map((v: number, k: number) => (k % 4 === 3 && Number.isNaN(v) ? 0 : v)),
        problem,
      ),
    places,
  ),
  spoiled(
    'infinities become one',
    beside(Math.sign, (v) => v * 0),
    spreads,
    places,
  ),
  spoiled(
    'infinities stay infinite',
    beside(
      (v) => v,
      (v) => v * 0,
    ),
    spreads,
  ),
  spoiled(
    'finite elements beside an infinity become NaN',
    beside(
      () => Number.NaN,
      () => Number.NaN,
    ),
    spreads,
  ),
  spoiled(
    'finite elements beside an infinity lose their sign',
    beside(
      () => Number.NaN,
      () => 0,
    ),
    spreads,
  ),
  {
    name: 'NaN has a payload of its own',
    create: () => {
      const right = sliceModel();
      const marked = (output: FloatArray, { stride, length, inner }: Problem): FloatArray => {
        const words = wordsOf(output);
        words.forEach((word, i) => {
          // What lies between rows stays.
          if (word === 0x7fc00000 && i % stride < length * inner) words[i] = 0x7fc00001;
        });
        return output;
      };
      return {
        ...right,
        normalize: (...call) => marked(right.normalize(...call), call[1]),
        normalizeWithNorms(...call) {
          const made = right.normalizeWithNorms(...call);
          return { ...made, output: marked(made.output, call[1]) };
        },
      };
    },
    caughtBy: [spreads, places],
    unseenBy: [
      'values: ordinary values are rounded as claimed',
      'values: values of mixed scale are rounded as claimed',
      zeros,
    ],
  },
];
