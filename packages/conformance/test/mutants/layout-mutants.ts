import type { FloatArray, Problem } from '@unitsphere/core';
import type { Mutant } from './mutant.ts';
import { quotients, roughDenominator } from './rough-quotients.ts';
import { rightWork, type SliceWork, sliceModel } from './slice-model.ts';

const blockLengths =
  'shapes: slices as long as a block of 4 to 1024, and one less or more are normalized each by its own norm';
const shortLengths = 'shapes: slices of one, two and three elements are normalized each by its own norm';
const primes = 'shapes: slices of prime length are normalized each by its own norm';
const gaps = 'strides: float32: ordinary values in rows with gaps leave the gaps alone';

function spoiled(name: string, work: Partial<SliceWork>, ...caughtBy: string[]): Mutant {
  return { name, create: () => sliceModel(work), caughtBy };
}

/** Results of whole blocks with the lanes in the middle crossed. */
function crossedAt(lanes: number): Partial<SliceWork> {
  return {
    normalize: quotients((x, _, right) =>
      Float64Array.from(right, (y, k) => {
        const lane = k % lanes;
        if (k - lane + lanes > x.length || Math.abs(2 * lane - lanes + 1) > 1) return y;
        return right[k - lane + (lanes - 1 - lane)]!;
      }),
    ),
  };
}

/** The slice divided by the norm of a part of it. */
function measuring(part: (x: FloatArray) => FloatArray): SliceWork['normalize'] {
  return quotients((x, problem) => {
    const d = roughDenominator(part(x), problem);
    return Float64Array.from(x, (v) => v / d);
  });
}

const isMiddle = ({ outer, inner }: Problem): boolean => outer > 1 && inner > 1;

/** Elements that are missed, mixed up or taken from elsewhere. */
export const layoutMutants: readonly Mutant[] = [
  {
    ...spoiled(
      'the last axis is taken for a middle one on rank 3 and above',
      {
        at: (problem, slice, k) =>
          isMiddle(problem)
            ? Math.floor(slice / problem.inner) * problem.stride +
              (slice % problem.inner) * problem.length +
              k
            : rightWork.at(problem, slice, k),
      },
      'axes: the axis that is named is the one that is normalized',
      'axes: a negative axis counts from the end',
    ),
    unseenBy: ['axes: axis left out is the last', 'axes: axis null takes all axes together'],
    share: 1,
  },
  spoiled(
    'the last element of odd lengths is not counted',
    { normalize: measuring((x) => x.subarray(0, x.length - (x.length % 2))) },
    shortLengths,
    primes,
  ),
  spoiled(
    'the last element of odd lengths is not divided',
    {
      normalize: quotients((x, _, right) =>
        Float64Array.from(right, (y, k) => (k === x.length - 1 && k % 2 === 0 ? x[k]! : y)),
      ),
    },
    shortLengths,
    primes,
  ),
  ...[4, 8, 16].map((lanes) =>
    spoiled(`lanes are crossed in blocks of ${lanes}`, crossedAt(lanes), blockLengths),
  ),
  spoiled(
    'what is left of a slice after blocks of 64 is not counted',
    { normalize: measuring((x) => (x.length < 64 ? x : x.subarray(0, x.length - (x.length % 64)))) },
    blockLengths,
  ),
  {
    ...spoiled(
      'the number of a slice is kept in 16 bits',
      { at: (problem, slice, k) => rightWork.at(problem, slice & 0xffff, k) },
      'shapes: 65535, 65536 and 65537 slices of two are normalized each by its own norm',
    ),
    unseenBy: [shortLengths],
  },
  {
    ...spoiled(
      'elements of a slice beyond 65536 are not counted',
      { normalize: measuring((x) => x.subarray(0, 65536)) },
      'shapes: slices of 65535, 65536 and 65537 elements are normalized each by its own norm',
    ),
    unseenBy: [blockLengths],
  },
  {
    name: 'gaps between rows are overwritten',
    create: () => {
      const right = sliceModel();
      const careless = (problem: Problem, output: FloatArray): FloatArray => {
        const { outer, length, inner, stride } = problem;
        for (let o = 0; o < outer; o++) output.fill(0, o * stride + length * inner, (o + 1) * stride);
        return output;
      };
      return {
        ...right,
        normalize: (input, problem, output) => careless(problem, right.normalize(input, problem, output)),
        normalizeWithNorms(input, problem, output) {
          const made = right.normalizeWithNorms(input, problem, output);
          careless(problem, made.output);
          return made;
        },
      };
    },
    caughtBy: [gaps],
  },
  spoiled(
    'the stride is ignored',
    {
      at: (problem, slice, k) =>
        rightWork.at({ ...problem, stride: problem.length * problem.inner }, slice, k),
    },
    gaps,
  ),
  {
    name: 'slices of length zero crash',
    create: () => {
      const norm = (x: FloatArray, problem: Problem): number => {
        if (x.length === 0) throw new TypeError('reduce of empty array with no initial value');
        return rightWork.norm(x, problem);
      };
      return sliceModel({ norm });
    },
    caughtBy: ['shapes: nothing in gives nothing out, and the norm of an empty slice is 0'],
  },
];
