import type { FloatArray } from '@unitsphere/core';
import type { Mutant } from './mutant.ts';
import { normalizing } from './normalizing.ts';
import { roughDenominator } from './rough-quotients.ts';

/** Draws of their own never look like the call before. */
const unseenBy: readonly string[] = [
  'values: ordinary values are rounded as claimed',
  'values: values of mixed scale are rounded as claimed',
  'values: alternating signs are rounded as claimed',
  'axes: the axis that is named is the one that is normalized',
  'contract: repetition: a call of the same shape as the last one sees its own values',
];

/** By what rows without gaps are taken for those of the call before. */
type Likeness = (input: FloatArray) => unknown;

/** The mutant whose calls that look like the one before go by what was found then. */
function mistaking(
  name: string,
  { likeness, kept, relation }: { likeness: Likeness; kept: 'result' | 'divisor'; relation: string },
): Mutant {
  const create = normalizing((normalize) => {
    let last = { key: '', result: new Float32Array() as FloatArray, divisor: 0 };
    return (input, problem, output = input.slice()) => {
      const { dtype, p, denominator, outer, length, inner, stride } = problem;
      if (inner > 1 || stride > length || length === 0) return normalize(input, problem, output);
      const key = JSON.stringify([dtype, String(p), denominator, length, likeness(input)]);
      if (key === last.key && (kept === 'result' || outer === 1)) {
        output.set(kept === 'result' ? last.result : input.map((v: number) => v / last.divisor));
        return output;
      }
      const divisor = roughDenominator(input.subarray(-length), problem);
      normalize(input, problem, output);
      last = { key, result: output.slice(), divisor };
      return output;
    };
  });
  const caughtBy = ['float32', 'float64'].map((dtype) => `relations: ${dtype}: ${relation}`);
  return { name, create, caughtBy, unseenBy };
}

/** Faults between calls that look alike: each result is right where it stands alone. */
export const relationMutants: readonly Mutant[] = [
  mistaking('a slice that differs in signs alone gets the result of the call before', {
    likeness: (input) => input.map(Math.abs).join(),
    kept: 'result',
    relation: 'negating a slice negates the result',
  }),
  mistaking('a slice of the same values in another order gets the result of the call before', {
    likeness: (input) => input.slice().sort().join(),
    kept: 'result',
    relation: 'permuting a slice permutes the result',
  }),
  mistaking('a slice that differs in exponents alone is divided by the norm of the call before', {
    likeness: (input) => input.map(significand).join(),
    kept: 'divisor',
    relation: 'scaling a slice by a power of two changes no bit of the result',
  }),
  mistaking('a slice that starts as the batch before is divided by the norm of that batch’s last slice', {
    likeness: (input) => input[0],
    kept: 'divisor',
    relation: 'a batch is its slices one by one',
  }),
];

function significand(v: number): number {
  return v === 0 || !Number.isFinite(v) ? v : v / 2 ** Math.floor(Math.log2(Math.abs(v)));
}
