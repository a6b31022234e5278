import type { DType, FloatArray, NormOptions, Rounding } from '@unitsphere/core';
import fc, { type Arbitrary } from 'fast-check';
import { breather } from '../breather.ts';
import type { Case, Context } from '../case.ts';
import { Failure } from '../failure.ts';
import { boundOf } from '../judge.ts';
import { claimOf, lacking } from '../need.ts';
import { program } from '../snippet.ts';
import { requireArray, type Subject, subjectOf, waitFor } from '../subject.ts';

/** What a relation asks. */
export interface Oracle {
  readonly dtype: DType;
  readonly claim: Rounding;
  /** What is claimed for gradients, in its unit; 0 where the relation asks for none. */
  readonly gradientBound: number;
  normalize(values: FloatArray, options: NormOptions): Promise<FloatArray>;
  gradient(values: FloatArray, upstream: FloatArray, options: NormOptions): Promise<FloatArray>;
}

/** How the results of several calls hang together, whatever each of them is. */
export interface Relation<Example> {
  /** Reads as a sentence that could be false. */
  readonly name: string;
  readonly gradient?: boolean;
  /** Elements of the largest call. */
  readonly elements: number;
  /** Examples that a full run draws. */
  readonly runs: number;
  examples(dtype: DType): Arbitrary<Example>;
  /** What is wrong, in words; undefined where the relation holds. */
  fault(oracle: Oracle, example: Example): Promise<string | undefined>;
  /** Lines that make the calls again, with a `normalizer` at hand. */
  snippet(example: Example, dtype: DType): readonly string[];
}

const leastRuns = 20;

/** Draws examples until one breaks the relation, and fails with the smallest that fast-check finds. */
export function relationCase<Example>(relation: Relation<Example>, dtype: DType): Case {
  const { name, elements, gradient = false } = relation;
  return {
    family: 'relations',
    name: `${dtype}: ${name}`,
    skipped: (capabilities) => lacking(capabilities, { dtype, elements, gradient }),
    run: (context) => search(relation, dtype, context),
  };
}

async function search<Example>(relation: Relation<Example>, dtype: DType, context: Context): Promise<void> {
  const { random, share, measure, module } = context;
  const subject = subjectOf(await context.start());
  const claim = claimOf(subject.backend.capabilities, { dtype });
  const gradientBound = relation.gradient
    ? boundOf(claimOf(subject.backend.capabilities, { of: 'gradient' }))
    : 0;
  const oracle = { dtype, claim, gradientBound, ...callsOf(subject, context) };
  const breathe = breather();
  const property = fc.asyncProperty(relation.examples(dtype), async (example) => {
    await breathe();
    const fault = await relation.fault(oracle, example);
    if (fault !== undefined) throw new Failure(fault);
  });
  const seed = random.integer(0, 2 ** 31 - 1);
  const numRuns = Math.max(leastRuns, Math.round(relation.runs * share));
  const { failed, counterexample, errorInstance, numShrinks } = await fc.check(property, { seed, numRuns });
  if (!failed || counterexample === null) return;
  measure.mismatch();
  const problem = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  const notes = [`seed ${context.seed}, shrunk in ${numShrinks} steps`, problem];
  throw new Failure(problem, {
    reproduction: program({ module, notes }, relation.snippet(counterexample[0], dtype)),
  });
}

function callsOf(subject: Subject, { measure }: Context): Pick<Oracle, 'normalize' | 'gradient'> {
  const { normalizer } = subject;
  const checked = (values: FloatArray, result: FloatArray): FloatArray => {
    measure.count(values.length);
    requireArray(result, values instanceof Float32Array ? 'float32' : 'float64', values.length);
    return result;
  };
  return {
    normalize: async (values, options) =>
      checked(values, await waitFor(subject, normalizer.normalize(values, options))),
    gradient: async (values, upstream, options) =>
      checked(values, await waitFor(subject, normalizer.gradient(values, upstream, options))),
  };
}
