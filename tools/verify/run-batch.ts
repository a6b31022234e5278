import {
  dtypeOf,
  type FloatArray,
  type NormalizeOptions,
  type RuleOptions,
  resolveRule,
  type Tally,
} from '@unitsphere/core';
import { exactDenominator, exactNorm, isClamped, type Surd } from '@unitsphere/core/reference';
import { type Arrangement, arrange, pickSlice } from './arrangement.ts';
import type { Batch } from './family.ts';
import { type Judge, type Judgement, judgeSpecial, wordsOf } from './judge.ts';
import type { Outcome } from './outcome.ts';
import type { Random } from './seeded-random.ts';
import { snippet } from './snippet.ts';

/** What is verified: `normalizeWithNorms` of a synchronous normalizer, without the norms. */
export type Normalize = <T extends FloatArray>(
  values: T,
  options: NormalizeOptions,
) => { readonly values: T; readonly tally: Tally };

/** Normalizes a batch in some layout with each setting, into each kind of output in turn, and judges every element. */
export function runBatch(
  normalize: Normalize,
  batch: Batch,
  judge: Judge,
  random: Random,
  outcome: Outcome,
): void {
  const arrangement = arrange(batch.slices, random);
  const norms = new Map<number, (Surd | undefined)[]>();
  for (const setting of batch.settings) {
    const p = setting.p ?? 2;
    if (!norms.has(p))
      norms.set(
        p,
        batch.slices.map((x) => normOf(x, p)),
      );
    const fail = (problem: string, got: FloatArray, at = 0): void => {
      outcome.mismatches++;
      const options = { ...arrangement.options, ...setting };
      outcome.first ??= snippet('normalize', { problem, values: arrangement.values, options, at, got });
    };
    const { values, tally } = call(normalize, arrangement, setting, random, fail);
    outcome.settledExactly += tally.settledExactly;
    const expected = judgeSlices(batch, arrangement, values, setting, norms.get(p)!, {
      judge,
      outcome,
      fail,
    });
    for (const field of ['zero', 'nonFinite', 'clamped'] as const) {
      if (tally[field] === expected[field]) continue;
      fail(`tally.${field} is ${tally[field]}, expected ${expected[field]}`, values);
    }
  }
}

function normOf(slice: FloatArray, p: number): Surd | undefined {
  return slice.every(Number.isFinite) ? exactNorm(slice, p) : undefined;
}

type Fail = (problem: string, got: FloatArray, at?: number) => void;

/** Normalizes into a fresh array, a given one or in place, and sees that nothing else is written. */
function call(
  normalize: Normalize,
  { values, options, gaps }: Arrangement,
  setting: RuleOptions,
  random: Random,
  fail: Fail,
): { values: FloatArray; tally: Tally } {
  const input = values.slice();
  const destination = random.pick(['fresh', 'given', 'in place'] as const);
  const given = values.slice().fill(7);
  const output = destination === 'fresh' ? undefined : destination === 'given' ? given : input;
  const result = normalize(input, { ...options, ...setting, output });
  if (output !== undefined && result.values !== output)
    fail('the result is not the given output', result.values);
  if (destination !== 'in place' && !sameBits(input, values)) fail('the input was written to', input);
  if (gaps && destination === 'given') {
    const [l, stride] = [options.shape[1]!, options.stride!];
    const stray = given.findIndex((v, i) => i % stride >= l && v !== 7);
    if (stray >= 0) fail('the output between the rows was written to', given, stray);
  }
  return result;
}

interface Judging {
  readonly judge: Judge;
  readonly outcome: Outcome;
  readonly fail: Fail;
}

/** Judges all slices, and counts what the tally should say. */
function judgeSlices(
  { slices, known = [] }: Batch,
  arrangement: Arrangement,
  values: FloatArray,
  setting: RuleOptions,
  norms: readonly (Surd | undefined)[],
  { judge, outcome, fail }: Judging,
): Omit<Tally, 'settledExactly'> {
  const { denominator } = resolveRule(setting, dtypeOf(values));
  const expected = { zero: 0, nonFinite: 0, clamped: 0 };
  slices.forEach((x, s) => {
    const y = pickSlice(arrangement, values, s, x.length);
    const norm = norms[s];
    const d = norm && exactDenominator(norm, denominator);
    if (norm === undefined) expected.nonFinite++;
    else if (norm.floor === 0n) expected.zero++;
    if (norm && isClamped(norm, denominator)) expected.clamped++;
    const judgement: Judgement = d === undefined || d.floor === 0n ? judgeSpecial(x, y) : judge(x, y, d);
    const { first, mismatches, problem } = judgement;
    if (first >= 0) fail(`element ${first} of slice ${s}: ${problem}`, values, arrangement.at(s, first));
    outcome.mismatches += Math.max(mismatches - 1, 0);
    outcome.elements += x.length;
    outcome.inIntegers += judgement.inIntegers;
    outcome.worstUlp = Math.max(outcome.worstUlp, judgement.worstUlp);
  });
  for (const { slice, element, result } of known) {
    const at = arrangement.at(slice, element);
    if (!Object.is(values[at], result)) fail(`expected ${result} by construction`, values, at);
  }
  return expected;
}

function sameBits(a: FloatArray, b: FloatArray): boolean {
  const [v, w] = [wordsOf(a), wordsOf(b)];
  return v.every((word, i) => word === w[i]);
}
