import type { Normalizer } from '@unitsphere/core';
import { float32Families } from './float32-families.ts';
import { generalFamilies } from './general-families.ts';
import { judgeWithin } from './judge.ts';
import { judgeNearest } from './nearest-quotient.ts';
import { normAtEpsilonFamilies, widened } from './norm-at-epsilon-families.ts';
import { type Normalize, runBatch } from './run-batch.ts';
import { type Amount, type Row, runFamilies } from './run-families.ts';
import { verifyGradient } from './verify-gradient.ts';
import { verifyNorms } from './verify-norms.ts';

/** One promise, and how every family kept it. */
export interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
}

const exactOrders = [1, 2, Infinity];
const otherOrders = [1.5, 3, 7.25, 100];
const float64Families = [...generalFamilies('float64', exactOrders), ...normAtEpsilonFamilies.map(widened)];

/** float32 results bit by bit against the definition: p = 1, 2 and ∞, every rule. */
export function verifyFloat32(normalize: Normalize, amount: Amount): Section {
  return {
    title: 'float32, p = 1, 2, ∞: correctly rounded',
    rows: runFamilies(float32Families, amount, (batch, random, outcome) =>
      runBatch(normalize, batch, judgeNearest, random, outcome),
    ),
  };
}

/** All promises of a synchronous backend that has every capability; the bounds are those of docs/numerics.md. */
export function verify(
  {
    normalizeWithNorms,
    norms,
    gradient,
  }: Pick<Normalizer<'sync'>, 'normalizeWithNorms' | 'norms' | 'gradient'>,
  { share, seed, longest: most }: Amount,
): Section[] {
  // Without float64 to certify it, an element costs from 5 µs (a quotient) to 100 µs (a gradient of p = 3).
  const amount = (part: number, longest: number): Amount => ({
    share: share * part,
    seed,
    longest: Math.min(longest, most),
  });
  const within = (maxUlp: number, families: typeof float64Families, part: number, longest: number): Row[] =>
    runFamilies(families, amount(part, longest), (batch, random, outcome) =>
      runBatch(normalizeWithNorms, batch, judgeWithin(maxUlp), random, outcome),
    );
  const others = {
    float32: generalFamilies('float32', otherOrders),
    float64: generalFamilies('float64', otherOrders),
  };
  const gradients = (dtype: 'float32' | 'float64') => [
    ...generalFamilies(dtype, [...exactOrders, ...otherOrders]),
    ...(dtype === 'float32' ? normAtEpsilonFamilies : normAtEpsilonFamilies.map(widened)),
  ];
  return [
    verifyFloat32(normalizeWithNorms, amount(1, 5000)),
    { title: 'float64, p = 1, 2, ∞: within 1 ULP', rows: within(1, float64Families, 0.05, 1500) },
    { title: 'float32, other p: within 1 ULP', rows: within(1, others.float32, 0.002, 300) },
    { title: 'float64, other p: within 4 ULP', rows: within(4, others.float64, 0.002, 300) },
    {
      title: 'norms of float32: within 1 ULP of float64',
      rows: verifyNorms({ normalizeWithNorms, norms }, float32Families, 1, amount(0.2, 5000)),
    },
    {
      title: 'norms of float64: within 1 ULP',
      rows: verifyNorms({ normalizeWithNorms, norms }, float64Families, 1, amount(0.2, 5000)),
    },
    {
      title: 'norms of other p: within 1 ULP',
      rows: verifyNorms(
        { normalizeWithNorms, norms },
        [...others.float32, ...others.float64],
        1,
        amount(0.01, 300),
      ),
    },
    {
      title: 'gradient, float32: within 4 float32 ULP of max|dy|/D',
      rows: verifyGradient(gradient, gradients('float32'), 4, amount(0.01, 300)),
    },
    {
      title: 'gradient, float64: within 4 float32 ULP of max|dy|/D',
      rows: verifyGradient(gradient, gradients('float64'), 4, amount(0.01, 300)),
    },
  ];
}
