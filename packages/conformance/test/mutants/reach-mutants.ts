import type { FloatArray, Problem } from '@unitsphere/core';
import type { Mutant } from './mutant.ts';
import { outward } from './neighbours.ts';
import { changed, normalizing } from './normalizing.ts';
import { quotients, roughDenominator } from './rough-quotients.ts';
import { rightWork, type SliceWork, sliceModel } from './slice-model.ts';

const long = 'slices of 257 to 70001, zeros but for some elements, are normalized to their last element';
const many =
  '289 and 66049 slices, in rows, columns and around a middle axis, are normalized to the last one';
const edges = 'NaN, ∞ and −∞ count first, last and at block edges of slices of 255 to 65537';
const gradient = (kind: string): string => `gradient: the gradient is right for float32: ${kind}`;
const norms = (kind: string): string => `norms: norms are as close as claimed for float32: ${kind}`;
const counts = (kind: string): string =>
  `norms: zero, non-finite and clamped slices are counted for float32: ${kind}`;
const someSpecials = 'NaN, infinities and zero slices';

/** Results that are spoiled after the call, with what it was given. */
function spoiled(
  spoil: (y: FloatArray, problem: Problem, call: { x: FloatArray; inPlace: boolean }) => void,
): Mutant['create'] {
  return normalizing((normalize) => (input, problem, output) => {
    const x = input.slice();
    const y = normalize(input, problem, output);
    spoil(y, problem, { x, inPlace: output === input });
    return y;
  });
}

/** Slices from `from` on are left as they are. */
function leaving(from: number, where: (problem: Problem) => boolean): Mutant['create'] {
  return spoiled((y, problem, { x }) => {
    if (!where(problem)) return;
    for (let s = from; s < problem.outer * problem.inner; s++)
      for (let k = 0; k < problem.length; k++) {
        const at = rightWork.at(problem, s, k);
        y[at] = x[at]!;
      }
  });
}

/** The last element is not counted. */
function withoutLast(where: (problem: Problem) => boolean): Mutant['create'] {
  const normalize = quotients((x, problem, right) => {
    if (!where(problem)) return right;
    const d = roughDenominator(x.subarray(0, -1), problem);
    return Float64Array.from(x, (v) => v / d);
  });
  return () => sliceModel({ normalize });
}

/** A special last element of slices of `from` and more is not seen. */
function unseenLast(from: number, isSpecial: (v: number) => boolean): Mutant['create'] {
  const normalize: SliceWork['normalize'] = (x, problem) =>
    x.length >= from && isSpecial(x.at(-1)!)
      ? rightWork.normalize(
          x.map((v: number, k: number) => (k === x.length - 1 ? 0 : v)),
          problem,
        )
      : rightWork.normalize(x, problem);
  return () => sliceModel({ normalize });
}

/** Faults that need a size, and something else besides, to show. */
export const reachMutants: readonly Mutant[] = [
  ...[128, 256].map(
    (from): Mutant => ({
      name: `elements of a gradient from ${from} on are off`,
      create: () =>
        sliceModel({
          gradient: (x, dy, problem) =>
            Float64Array.from(rightWork.gradient(x, dy, problem), (v, k) => (k < from ? v : v * 1.001)),
        }),
      caughtBy: [gradient('long slices with values among zeros')],
      unseenBy: [gradient('ordinary values'), gradient('hundreds and tens of thousands of slices')],
    }),
  ),
  {
    name: 'rows of a gradient from 256 on are zero',
    create: changed((right) => ({
      gradient(input: FloatArray, upstream: FloatArray, problem: Problem, output?: FloatArray) {
        const dx = right.gradient(input, upstream, problem, output);
        const { outer, stride, length, inner } = problem;
        for (let row = 256; row < outer; row++) dx.fill(0, row * stride, row * stride + length * inner);
        return dx;
      },
    })),
    caughtBy: [gradient('hundreds and tens of thousands of slices')],
    unseenBy: [gradient('ordinary values'), gradient('long slices with values among zeros')],
  },
  ...(['x', 'dy'] as const).map(
    (over): Mutant => ({
      name: `a gradient that overwrites ${over} is doubled`,
      create: changed((right) => ({
        gradient(input: FloatArray, upstream: FloatArray, problem: Problem, output?: FloatArray) {
          const dx = right.gradient(input, upstream, problem, output);
          return output === (over === 'x' ? input : upstream) ? doubled(dx) : dx;
        },
      })),
      caughtBy: [
        'gradient: the gradient is right where it overwrites x or dy, for float32: ordinary values',
        'gradient: the gradient is right where it overwrites x or dy, for float64: ordinary values',
      ],
      unseenBy: ['contract: output: an output that is given is the buffer that comes back, written in whole'],
    }),
  ),
  {
    name: 'a NaN at the end of 4096 elements is not seen',
    create: unseenLast(4096, Number.isNaN),
    caughtBy: [`values: ${edges}`, `dtypes: float64: ${edges}`],
    unseenBy: ['values: NaN, ∞, −∞ and −0 count in every position'],
  },
  {
    name: 'an infinity at the end of 256 elements is not seen',
    create: unseenLast(256, (v) => Math.abs(v) === Infinity),
    caughtBy: [`values: ${edges}`, `dtypes: float64: ${edges}`],
    unseenBy: ['values: NaN, ∞, −∞ and −0 count in every position'],
  },
  {
    name: 'the last of more than 2048 float64 is not counted',
    create: withoutLast(({ dtype, length }) => dtype === 'float64' && length > 2048),
    caughtBy: [`dtypes: float64: ${long}`],
    unseenBy: ['dtypes: float64: ordinary values are rounded as claimed'],
  },
  {
    name: 'float64 rows from 65535 on are not divided',
    create: leaving(65535, ({ dtype, inner }) => dtype === 'float64' && inner === 1),
    caughtBy: [`dtypes: float64: ${many}`],
    unseenBy: [`dtypes: float64: ${long}`, `shapes: ${many}`],
  },
  {
    name: 'the last of more than 256 elements is not counted for p = 3',
    create: withoutLast(({ p, length }) => p === 3 && length > 256),
    caughtBy: ['float32', 'float64'].map((dtype) => `other p: ${dtype}, p = 1.5, 3, 7.25, 100: ${long}`),
    unseenBy: ['other p: float32, p = 1.5, 3, 7.25, 100: ordinary values are rounded as claimed'],
  },
  {
    name: 'norms of more than 8192 elements are off',
    create: () =>
      sliceModel({
        norm: (x, problem) => rightWork.norm(x, problem) * (x.length > 8192 ? 1 + 1e-12 : 1),
      }),
    caughtBy: [norms('long slices with values among zeros')],
    unseenBy: [norms('ordinary values')],
  },
  ...[8, 16].map(
    (bits): Mutant => ({
      name: `slices are counted in ${bits} bits`,
      create: changed((right) => ({
        normalizeWithNorms(input: FloatArray, problem: Problem, output?: FloatArray) {
          const made = right.normalizeWithNorms(input, problem, output);
          return { ...made, tally: made.tally.map((count: number) => count % 2 ** bits) };
        },
      })),
      caughtBy: [counts('289 and 66049 zeros, NaN, small values and infinities')],
      unseenBy: [counts(someSpecials)],
    }),
  ),
  {
    name: 'slices from 65535 on are not divided around a middle axis',
    create: leaving(65535, ({ outer, inner }) => outer > 1 && inner > 1),
    caughtBy: [`shapes: ${many}`],
  },
  {
    name: 'results from element 1050000 on are zero',
    create: spoiled((y, { outer, stride }) => {
      if (outer * stride > 1_050_000) y.fill(0, 1_050_000);
    }),
    caughtBy: ['shapes: arrays of up to 2^22 + 3 elements are normalized to their last slice'],
    unseenBy: [
      'shapes: a few very long slices are normalized each by its own norm',
      'values: a million equal elements add up',
    ],
  },
  {
    name: 'results just above the least normal float32 are one unit low',
    create: spoiled((y, { dtype }) => {
      if (dtype !== 'float32') return;
      y.forEach((v, k) => {
        if (v > 2 ** -126 && v < 2 ** -126 * (1 + 2 ** -18)) y[k] = outward(v, -1);
      });
    }),
    caughtBy: ['values: quotients within 64 units above the least normal float32 round once'],
    unseenBy: ['values: quotients between the largest subnormal and the least normal float32 round once'],
  },
  {
    name: 'the first gap is overwritten where the output is the input',
    create: spoiled((y, { outer, stride, length, inner }, { inPlace }) => {
      if (inPlace && outer > 1 && stride > length * inner) y[length * inner] = 0;
    }),
    caughtBy: ['strides: float32: ordinary values in rows with gaps leave the gaps alone'],
    share: 0.3,
  },
  {
    name: 'the offset of a view is ignored',
    create: normalizing(
      (normalize) =>
        (input, ...rest) =>
          normalize(atStart(input), ...rest),
    ),
    caughtBy: [
      'contract: input: values that are a view into a larger array are read from where the view begins',
      'contract: output: an output that is a view into a larger array is written from where it begins, and nothing beside it',
    ],
    unseenBy: [
      'contract: input: normalizing values leaves them as they were',
      'contract: repetition: a call of the same shape as the last one sees its own values',
    ],
  },
];

function doubled(values: FloatArray): FloatArray {
  values.forEach((v, i) => {
    values[i] = 2 * v;
  });
  return values;
}

function atStart(array: FloatArray): FloatArray {
  return array instanceof Float32Array
    ? new Float32Array(array.buffer, 0, array.length)
    : new Float64Array(array.buffer, 0, array.length);
}
