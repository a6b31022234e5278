import type { Case } from './case.ts';
import type { Family } from './family.ts';
import { generalFamilies } from './general-families.ts';
import { aboveLeastNormalFamily, leastNormalFamily } from './least-normal-family.ts';
import { longFamilies } from './long-families.ts';
import { manyFamily } from './many-families.ts';
import { nearTieFamilies } from './near-tie-families.ts';
import { normAtEpsilonFamilies, widened } from './norm-at-epsilon-families.ts';
import { sparseFamily } from './sparse-families.ts';
import { specialEdgesFamily } from './special-edges-family.ts';
import { specialPlacesFamily } from './special-places-family.ts';
import { subnormalTieFamilies } from './subnormal-tie-families.ts';
import { trialCase } from './trial-case.ts';

export const exactOrders: readonly number[] = [1, 2, Infinity];
export const otherOrders: readonly number[] = [1.5, 3, 7.25, 100];

/** Elements of the largest call that costs more than others; short runs make calls of a tenth. */
export const farthest = 150_000;

const float64Families: readonly Family[] = [
  ...generalFamilies('float64', exactOrders),
  ...normAtEpsilonFamilies.map(widened),
];

/** float32 values of every kind and size, p = 1, 2 and ∞. */
export const valueCases: readonly Case[] = [
  ...[
    ...generalFamilies('float32', exactOrders),
    ...nearTieFamilies,
    ...subnormalTieFamilies,
    leastNormalFamily,
    aboveLeastNormalFamily,
  ].map((source) => trialCase({ family: 'values', source, part: 0.25 })),
  trialCase({ family: 'values', source: specialPlacesFamily }),
  trialCase({ family: 'values', source: specialEdgesFamily('float32'), longest: farthest }),
  ...longFamilies.map((source) => trialCase({ family: 'values', source })),
];

/** What an element of float64 costs, in integers, is a hundred times as much: fewer and shorter slices. */
export const dtypeCases: readonly Case[] = [
  ...float64Families.map((source) =>
    trialCase({
      family: 'dtypes',
      source: { ...source, name: `float64: ${source.name}` },
      dtype: 'float64',
      part: 0.01,
      longest: 1500,
    }),
  ),
  ...[
    { source: sparseFamily('float64', exactOrders), longest: farthest },
    { source: manyFamily('float64', exactOrders), longest: Infinity },
    { source: specialEdgesFamily('float64'), longest: farthest },
  ].map(({ source, longest }) =>
    trialCase({
      family: 'dtypes',
      source: { ...source, name: `float64: ${source.name}` },
      dtype: 'float64',
      longest,
    }),
  ),
  ...(['float32', 'float64'] as const).flatMap((dtype) =>
    generalFamilies(dtype, otherOrders).map((source) =>
      trialCase({
        family: 'other p',
        source: { ...source, name: `${dtype}, p = 1.5, 3, 7.25, 100: ${source.name}` },
        dtype,
        otherOrders: true,
        part: 0.0005,
        longest: 200,
      }),
    ),
  ),
  ...(['float32', 'float64'] as const).flatMap((dtype) =>
    [sparseFamily(dtype, otherOrders), manyFamily(dtype, otherOrders)].map((source) =>
      trialCase({
        family: 'other p',
        source: { ...source, name: `${dtype}, p = 1.5, 3, 7.25, 100: ${source.name}` },
        dtype,
        otherOrders: true,
        longest: farthest,
      }),
    ),
  ),
];
