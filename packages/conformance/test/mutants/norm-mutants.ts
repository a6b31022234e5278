import { exactDenominator, exactNorm, roundFixed } from '@unitsphere/core/reference';
import type { Mutant } from './mutant.ts';
import { roughNorm } from './rough-quotients.ts';
import { rightWork, type SliceWork, sliceModel } from './slice-model.ts';

const norms = (kind: string, dtype = 'float32'): string =>
  `norms: norms are as close as claimed for ${dtype}: ${kind}`;
const counts = (kind: string): string =>
  `norms: zero, non-finite and clamped slices are counted for float32: ${kind}`;

function spoiled(name: string, work: Partial<SliceWork>, ...caughtBy: string[]): Mutant {
  return { name, create: () => sliceModel(work), caughtBy };
}

/** Right counts, changed. */
function counting(
  change: (
    tally: { zero: number; nonFinite: number; clamped: number },
    ...call: Parameters<SliceWork['tally']>
  ) => void,
): Partial<SliceWork> {
  return {
    tally(x, problem) {
      const [zero, nonFinite, clamped] = Array.from(rightWork.tally(x, problem)) as [number, number, number];
      const tally = { zero, nonFinite, clamped };
      change(tally, x, problem);
      return [tally.zero, tally.nonFinite, tally.clamped, 0];
    },
  };
}

/** Wrong norms and counts. */
export const normMutants: readonly Mutant[] = [
  spoiled(
    'norms are float32',
    { norm: (x, problem) => Math.fround(rightWork.norm(x, problem)) },
    norms('ordinary values'),
    norms('values up to the largest float'),
  ),
  spoiled(
    'norms are what the rule makes of them',
    {
      norm(x, problem) {
        if (!x.every(Number.isFinite)) return rightWork.norm(x, problem);
        return roundFixed(exactDenominator(exactNorm(x, problem.p), problem.denominator).floor);
      },
    },
    norms('ordinary values'),
  ),
  spoiled(
    'norms of float64 overflow where their squares do',
    {
      norm: (x, problem) =>
        problem.dtype === 'float64' ? roughNorm(x, problem.p) : rightWork.norm(x, problem),
    },
    norms('values up to the largest float', 'float64'),
  ),
  spoiled(
    'the norm of a slice with an infinity is NaN',
    { norm: (x, problem) => (x.every(Number.isFinite) ? rightWork.norm(x, problem) : Number.NaN) },
    norms('NaN, infinities and zero slices'),
  ),
  {
    name: 'norms are in the order of the inner index first',
    create: () => {
      const right = sliceModel();
      const transposed = (norms: Float64Array, outer: number, inner: number): Float64Array =>
        norms.map((_, at) => norms[(at % outer) * inner + Math.floor(at / outer)]!);
      return {
        ...right,
        norms: (input, problem) =>
          transposed(right.norms(input, problem) as Float64Array, problem.outer, problem.inner),
      };
    },
    caughtBy: [norms('ordinary values')],
    share: 1,
  },
  {
    name: 'norms that come with a result in place are those of the result',
    create: () => {
      const right = sliceModel();
      return {
        ...right,
        normalizeWithNorms(input, problem, output) {
          const made = right.normalizeWithNorms(input, problem, output);
          return { ...made, norms: right.norms(input, problem) };
        },
      };
    },
    caughtBy: [norms('ordinary values')],
    share: 1,
  },
  spoiled(
    'zero slices are not counted',
    counting((tally) => {
      tally.zero = 0;
    }),
    counts('NaN, infinities and zero slices'),
  ),
  spoiled(
    'only slices with NaN are counted as not finite',
    counting((tally, x) => {
      tally.nonFinite = x.some(Number.isNaN) ? 1 : 0;
    }),
    counts('NaN, infinities and zero slices'),
  ),
  {
    ...spoiled(
      'a norm of exactly ε is counted as clamped',
      counting((tally, x, { p, denominator: { form, of, epsilon } }) => {
        if (form !== 'plus' && of === 'norm' && x.every(Number.isFinite) && roughNorm(x, p) <= epsilon)
          tally.clamped = 1;
      }),
      counts('norms next to epsilon, p = 1'),
      counts('norms next to epsilon, p = 2'),
    ),
    share: 0.3,
  },
];
