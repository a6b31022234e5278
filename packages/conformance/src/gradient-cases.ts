import { allocate, type DType, dtypeOf, type FloatArray } from '@unitsphere/core';
import type { Case } from './case.ts';
import type { Family } from './family.ts';
import { generalFamilies } from './general-families.ts';
import { gradientDifferenceCase } from './gradient-difference-case.ts';
import { gradientFault, gradientSnippet } from './gradient-fault.ts';
import { normAtEpsilonFamilies, widened } from './norm-at-epsilon-families.ts';
import { type Random, shuffle } from './seeded-random.ts';
import { type Examination, trialCase } from './trial-case.ts';
import { exactOrders, otherOrders } from './value-cases.ts';

const gradients: Examination = {
  measures: 'gradient',
  faultOf: gradientFault,
  snippet: gradientSnippet,
  settings: ({ settings }, random) => shuffle([...settings], random).slice(0, 4),
  complete: (trial, random) => ({
    ...trial,
    destination: 'fresh',
    method: 'normalize',
    upstreams: trial.slices.map((slice) => drawUpstream(slice, random)),
  }),
};

/** Gradients of every kind of slice and rule; an element costs the reference up to 100 µs. */
export const gradientCases: readonly Case[] = [
  gradientDifferenceCase,
  ...(['float32', 'float64'] as const).flatMap((dtype) => [
    ...[...generalFamilies(dtype, exactOrders), ...thresholds(dtype)].map((source) =>
      gradientCase(source, dtype, false),
    ),
    ...generalFamilies(dtype, otherOrders).map((source) => gradientCase(source, dtype, true)),
  ]),
];

function thresholds(dtype: DType): readonly Family[] {
  return dtype === 'float32' ? normAtEpsilonFamilies : normAtEpsilonFamilies.map(widened);
}

function gradientCase(source: Family, dtype: DType, others: boolean): Case {
  const orders = others ? ', p = 1.5, 3, 7.25, 100' : '';
  return trialCase({
    family: 'gradient',
    source: {
      ...source,
      rounds: others ? 4 : 12,
      name: `the gradient is right for ${dtype}: ${source.kind}${orders}`,
    },
    examination: gradients,
    dtype,
    otherOrders: others,
    need: { gradient: true },
    part: others ? 0.0002 : 0.001,
    longest: others ? 40 : 100,
  });
}

/** Upstream gradients of every size, some parallel to the slice, where the result cancels to nothing. */
function drawUpstream(slice: FloatArray, random: Random): FloatArray {
  const dtype = dtypeOf(slice);
  const scale = 2 ** random.pick(dtype === 'float32' ? [0, 0, -140, 120] : [0, 0, -1060, 1020]);
  const parallel = random.unit() < 0.2 && slice.every((v: number) => Math.abs(v) < 2 ** 120);
  const upstream = allocate(dtype, slice.length);
  for (let k = 0; k < slice.length; k++) {
    upstream[k] = parallel ? slice[k]! * 3 : random.unit() < 0.1 ? 0 : (2 * random.unit() - 1) * scale;
  }
  return upstream;
}
