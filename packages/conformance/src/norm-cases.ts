import type { DType } from '@unitsphere/core';
import type { Case } from './case.ts';
import type { Family } from './family.ts';
import { generalFamilies } from './general-families.ts';
import { countedFamily, manyFamily } from './many-families.ts';
import { normAtEpsilonFamilies, widened } from './norm-at-epsilon-families.ts';
import { normFault, normSnippet } from './norm-fault.ts';
import { sparseFamily } from './sparse-families.ts';
import { tallyFault, tallySnippet } from './tally-fault.ts';
import { type Examination, trialCase } from './trial-case.ts';
import { exactOrders, farthest, otherOrders } from './value-cases.ts';

const norms: Examination = {
  measures: 'norms',
  faultOf: normFault,
  snippet: normSnippet,
  settings: ({ settings }, random) => [...new Set([random.pick(settings), random.pick(settings)])],
  complete: (trial) => ({
    ...trial,
    destination:
      trial.method === 'normalizeWithNorms' && trial.destination === 'in place' ? 'in place' : 'fresh',
  }),
};

const tallies: Examination = {
  faultOf: tallyFault,
  snippet: tallySnippet,
  complete: (trial) => ({ ...trial, destination: 'fresh', method: 'normalizeWithNorms' }),
};

/** Norms, asked for by themselves or with a result, and the counts that come with it. */
export const normCases: readonly Case[] = [
  ...(['float32', 'float64'] as const).flatMap((dtype) => [
    ...generalFamilies(dtype, exactOrders).map((source) => normCase(source, dtype, false)),
    ...generalFamilies(dtype, otherOrders).map((source) => normCase(source, dtype, true)),
    ...[sparseFamily, manyFamily].flatMap((family) => [
      longNormCase(family(dtype, exactOrders), dtype, false),
      longNormCase(family(dtype, otherOrders), dtype, true),
    ]),
  ]),
  ...tallySources('float32').map((source) => tallyCase(source, 'float32')),
  tallyCase(countedFamily('float32'), 'float32', Infinity),
  ...tallySources('float64').map((source) => tallyCase(source, 'float64')),
  tallyCase(countedFamily('float64'), 'float64', farthest),
];

function normCase(source: Family, dtype: DType, others: boolean): Case {
  return trialCase({
    family: 'norms',
    source: {
      ...source,
      ...(others ? { rounds: 6, quickRounds: 3 } : { rounds: 24, quickRounds: 10 }),
      name: nameOf(source, dtype, others),
    },
    examination: norms,
    need: { norms: true },
    dtype,
    otherOrders: others,
    part: others ? 0.001 : 0.03,
    longest: others ? 60 : dtype === 'float64' ? 1000 : 5000,
  });
}

function longNormCase(source: Family, dtype: DType, others: boolean): Case {
  return trialCase({
    family: 'norms',
    source: { ...source, name: nameOf(source, dtype, others) },
    examination: norms,
    need: { norms: true },
    dtype,
    otherOrders: others,
    longest: others || dtype === 'float64' ? farthest : Infinity,
  });
}

function nameOf({ kind }: Family, dtype: DType, others: boolean): string {
  return `norms are as close as claimed for ${dtype}: ${kind}${others ? ', p = 1.5, 3, 7.25, 100' : ''}`;
}

function tallySources(dtype: DType): readonly Family[] {
  const thresholds = dtype === 'float32' ? normAtEpsilonFamilies : normAtEpsilonFamilies.map(widened);
  const special = generalFamilies(dtype, exactOrders).filter(({ kind }) => kind?.includes('zero'));
  return [...special, ...thresholds];
}

function tallyCase(source: Family, dtype: DType, longest = 5000): Case {
  return trialCase({
    family: 'norms',
    source: {
      ...source,
      name: `zero, non-finite and clamped slices are counted for ${dtype}: ${source.kind}`,
    },
    examination: tallies,
    need: { norms: true },
    dtype,
    part: 0.02,
    longest,
  });
}
