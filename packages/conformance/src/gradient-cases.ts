import { allocate, type DType, dtypeOf, type FloatArray } from '@unitsphere/core';
import type { Case } from './case.ts';
import type { Family } from './family.ts';
import { generalFamilies } from './general-families.ts';
import { gradientDifferenceCase } from './gradient-difference-case.ts';
import { gradientFault, gradientSnippet } from './gradient-fault.ts';
import { manyFamily } from './many-families.ts';
import { normAtEpsilonFamilies, widened } from './norm-at-epsilon-families.ts';
import { type Random, shuffle } from './seeded-random.ts';
import { sparseFamily } from './sparse-families.ts';
import { type Examination, trialCase } from './trial-case.ts';
import { exactOrders, farthest, otherOrders } from './value-cases.ts';

const gradients: Examination = {
  measures: 'gradient',
  faultOf: gradientFault,
  snippet: gradientSnippet,
  settings: ({ settings }, random) => shuffle([...settings], random).slice(0, 4),
  complete(trial, random) {
    const drawn = new Map<FloatArray, FloatArray>();
    for (const slice of trial.slices) if (!drawn.has(slice)) drawn.set(slice, drawUpstream(slice, random));
    return {
      ...trial,
      destination:
        trial.destination === 'in place' ? random.pick(['in place', 'over dy']) : trial.destination,
      method: 'normalize',
      upstreams: trial.slices.map((slice) => drawn.get(slice)!),
    };
  },
};

/** Gradients of every kind of slice and rule; an element costs the reference up to 100 µs. */
export const gradientCases: readonly Case[] = [
  gradientDifferenceCase,
  ...(['float32', 'float64'] as const).flatMap((dtype) => [
    ...[...generalFamilies(dtype, exactOrders), ...thresholds(dtype)].map((source) =>
      gradientCase(source, dtype, false),
    ),
    ...generalFamilies(dtype, otherOrders).map((source) => gradientCase(source, dtype, true)),
    ...[sparseFamily, manyFamily].flatMap((family) => [
      longGradientCase(family(dtype, exactOrders), dtype, false),
      longGradientCase(family(dtype, otherOrders), dtype, true),
    ]),
    overwritingCase(dtype),
  ]),
];

function thresholds(dtype: DType): readonly Family[] {
  return dtype === 'float32' ? normAtEpsilonFamilies : normAtEpsilonFamilies.map(widened);
}

function gradientCase(source: Family, dtype: DType, others: boolean): Case {
  return trialCase({
    family: 'gradient',
    source: {
      ...source,
      ...(others ? { rounds: 4, quickRounds: 2 } : { rounds: 12, quickRounds: 5 }),
      name: nameOf(source, dtype, others),
    },
    examination: gradients,
    dtype,
    otherOrders: others,
    need: { gradient: true },
    part: others ? 0.0002 : 0.001,
    longest: others ? 40 : 100,
  });
}

function longGradientCase(source: Family, dtype: DType, others: boolean): Case {
  return trialCase({
    family: 'gradient',
    source: { ...source, name: nameOf(source, dtype, others) },
    examination: gradients,
    dtype,
    otherOrders: others,
    need: { gradient: true },
    longest: farthest,
  });
}

function overwritingCase(dtype: DType): Case {
  const source = generalFamilies(dtype, exactOrders).find(({ kind }) => kind === 'ordinary values')!;
  return trialCase({
    family: 'gradient',
    source: {
      ...source,
      rounds: 8,
      name: `the gradient is right where it overwrites x or dy, for ${dtype}: ${source.kind}`,
    },
    examination: gradients,
    dtype,
    need: { gradient: true, inPlace: true },
    part: 0.001,
    longest: 40,
    destinations: ['in place'],
  });
}

function nameOf({ kind }: Family, dtype: DType, others: boolean): string {
  return `the gradient is right for ${dtype}: ${kind}${others ? ', p = 1.5, 3, 7.25, 100' : ''}`;
}

/** Upstream gradients of every size, some parallel to the slice, where the result cancels to nothing. */
function drawUpstream(slice: FloatArray, random: Random): FloatArray {
  const dtype = dtypeOf(slice);
  const scale = 2 ** random.pick(dtype === 'float32' ? [0, 0, -140, 120] : [0, 0, -1060, 1020]);
  const parallel = random.unit() < 0.2 && slice.every((v: number) => Math.abs(v) < 2 ** 120);
  const upstream = allocate(dtype, slice.length);
  const draw = (): number => (random.unit() < 0.1 ? 0 : (2 * random.unit() - 1) * scale);
  // The reference need not be asked again for what is repeated.
  const few = slice.length > 200 ? Array.from({ length: 8 }, draw) : undefined;
  for (let k = 0; k < slice.length; k++)
    upstream[k] = parallel ? slice[k]! * 3 : few ? few[random.integer(0, 7)]! : draw();
  return upstream;
}
