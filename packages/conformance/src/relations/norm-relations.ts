import type { FloatArray } from '@unitsphere/core';
import { roundFixed } from '@unitsphere/core/reference';
import { withBits } from '../bits.ts';
import { boundOf } from '../judge.ts';
import { sliceNorm } from '../slice-norm.ts';
import { literal } from '../snippet.ts';
import { formats } from './agreement.ts';
import { longest, type SliceExample, slices } from './examples.ts';
import type { Oracle, Relation } from './relation-case.ts';

/** Derivation: docs/numerics.md, "Relations". */
export const unitNorm: Relation<SliceExample> = {
  name: 'the norm of the result is within its bound of 1',
  elements: longest,
  runs: 2000,
  examples: slices,
  async fault(oracle, { x, p }) {
    const norm = normOf(await oracle.normalize(x, { p }), p);
    const bound = normBound(oracle, x.length);
    if (Math.abs(norm - 1) <= bound) return undefined;
    return `the norm of the result is ${norm}, off from 1 by ${Math.abs(norm - 1)}; the bound is ${bound}`;
  },
  snippet: ({ x, p }) => [
    `const y = await normalizer.normalize(${literal(x)}, { p: ${p} });`,
    `console.log(y, await normalizer.norms(y, { p: ${p} }));`,
  ],
};

/** Derivation: docs/numerics.md, "Relations". */
export const twice: Relation<SliceExample> = {
  name: 'normalizing twice changes no element by more than its bound',
  elements: longest,
  runs: 2000,
  examples: slices,
  async fault(oracle, { x, p }) {
    const once = await oracle.normalize(x, { p });
    const again = await oracle.normalize(once, { p });
    const off = normBound(oracle, x.length);
    const { precision, minExponent } = formats[oracle.dtype];
    const errors = boundOf(oracle.claim);
    const at = once.findIndex((y: number, i: number) => {
      const quotient = Math.abs(y) / (1 - off);
      const bound = quotient * off + errors * Math.max(quotient * 2 ** (1 - precision), 2 ** minExponent);
      // The bound itself is computed in a few roundings, and the distance in one.
      return !(Math.abs(again[i]! - y) <= bound * (1 + 2 ** -40) + Math.abs(y) * 2 ** -52);
    });
    if (at < 0) return undefined;
    const [first, second] = [withBits(once[at]!, oracle.dtype), withBits(again[at]!, oracle.dtype)];
    return `[${at}] is ${first} once and ${second} twice normalized, further apart than can be`;
  },
  snippet: ({ x, p }) => [
    `const once = await normalizer.normalize(${literal(x)}, { p: ${p} });`,
    `console.log(once, await normalizer.normalize(once, { p: ${p} }));`,
  ],
};

/** By how much the norm of a result of n elements can differ from 1, its own rounding to float64 included. */
function normBound({ dtype, claim }: Oracle, n: number): number {
  const { precision, minExponent } = formats[dtype];
  return boundOf(claim) * (2 ** (1 - precision) + n * 2 ** minExponent) + 2 ** -52;
}

/** The exact norm, rounded once to float64. */
function normOf(values: FloatArray, p: number): number {
  return values.every(Number.isFinite) ? roundFixed(sliceNorm(values, p).floor) : Number.NaN;
}
