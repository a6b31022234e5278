import type { DType } from '@unitsphere/core';
import type { Case } from './case.ts';
import type { Family } from './family.ts';
import { generalFamilies } from './general-families.ts';
import { normAtEpsilonFamilies, widened } from './norm-at-epsilon-families.ts';
import { normFault, normSnippet } from './norm-fault.ts';
import { tallyFault, tallySnippet } from './tally-fault.ts';
import { type Examination, trialCase } from './trial-case.ts';
import { exactOrders, otherOrders } from './value-cases.ts';

const norms: Examination = {
  measures: 'norms',
  faultOf: normFault,
  snippet: normSnippet,
  settings: ({ settings }, random) => [random.pick(settings), random.pick(settings)],
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
  ]),
  ...tallySources('float32').map((source) => tallyCase(source, 'float32')),
  ...tallySources('float64').map((source) => tallyCase(source, 'float64')),
];

function normCase(source: Family, dtype: DType, others: boolean): Case {
  const orders = others ? ', p = 1.5, 3, 7.25, 100' : '';
  return trialCase({
    family: 'norms',
    source: {
      ...source,
      rounds: others ? 6 : 24,
      name: `norms are as close as claimed for ${dtype}: ${source.kind}${orders}`,
    },
    examination: norms,
    dtype,
    otherOrders: others,
    part: others ? 0.001 : 0.03,
    longest: others ? 60 : dtype === 'float64' ? 1000 : 5000,
  });
}

function tallySources(dtype: DType): readonly Family[] {
  const thresholds = dtype === 'float32' ? normAtEpsilonFamilies : normAtEpsilonFamilies.map(widened);
  const special = generalFamilies(dtype, exactOrders).filter(({ kind }) => kind?.includes('zero'));
  return [...special, ...thresholds];
}

function tallyCase(source: Family, dtype: DType): Case {
  return trialCase({
    family: 'norms',
    source: {
      ...source,
      name: `zero, non-finite and clamped slices are counted for ${dtype}: ${source.kind}`,
    },
    examination: tallies,
    dtype,
    part: 0.02,
  });
}
