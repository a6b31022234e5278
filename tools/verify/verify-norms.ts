import type { FloatArray, NormOptions } from '@unitsphere/core';
import { arrange } from './arrangement.ts';
import { exactNormError } from './exact-norm-error.ts';
import type { Batch, Family } from './family.ts';
import type { Outcome } from './outcome.ts';
import { type Amount, type Row, runFamilies } from './run-families.ts';
import type { Random } from './seeded-random.ts';
import { snippet } from './snippet.ts';

/** What is verified: `norms`, and the norms that come with a result. */
export interface Norms {
  norms(values: FloatArray, options: NormOptions): Float64Array;
  normalizeWithNorms(values: FloatArray, options: NormOptions): { readonly norms: Float64Array };
}

/** Norms of every family in float64, within `maxUlp`; both ways to get them must agree. */
export function verifyNorms(
  candidate: Norms,
  families: readonly Family[],
  maxUlp: number,
  amount: Amount,
): Row[] {
  return runFamilies(families, amount, (batch, random, outcome) =>
    normsOf(candidate, batch, maxUlp, random, outcome),
  );
}

function normsOf(
  candidate: Norms,
  { slices, settings }: Batch,
  maxUlp: number,
  random: Random,
  outcome: Outcome,
): void {
  const { values, options: layout } = arrange(slices, random);
  const setting = random.pick(settings);
  const p = setting.p ?? 2;
  const got = candidate.norms(values, { ...layout, p });
  const alongside = candidate.normalizeWithNorms(values, { ...layout, ...setting }).norms;
  slices.forEach((slice, s) => {
    const error = exactNormError(slice, p, got[s]!);
    outcome.elements++;
    outcome.worstUlp = Math.max(outcome.worstUlp, error);
    const agree = Object.is(alongside[s], got[s]) && got.length === slices.length;
    if (error <= maxUlp && agree) return;
    outcome.mismatches++;
    const problem = agree ? `the norm is off by ${error} ULP` : `with the result comes norm ${alongside[s]}`;
    outcome.first ??= snippet('norms', { problem, values, options: { ...layout, p }, at: s, got });
  });
}
