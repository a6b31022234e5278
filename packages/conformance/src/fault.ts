import { dtypeOf, type FloatArray, type Rounding, resolveRule } from '@unitsphere/core';
import { exactDenominator, type Surd } from '@unitsphere/core/reference';
import { arrange, pickSlices } from './arrangement.ts';
import { withBits } from './bits.ts';
import type { KnownResult } from './family.ts';
import { inWords } from './in-words.ts';
import type { Judgement } from './judge.ts';
import { judgeQuotients } from './judge-quotients.ts';
import { judgeSpecial } from './judge-special.ts';
import type { Measure } from './measure.ts';
import { judgeNearest } from './nearest-quotient.ts';
import { sameBitsIn } from './same-bits.ts';
import { sliceNorm } from './slice-norm.ts';
import type { Subject } from './subject.ts';
import { perform, type Trial } from './trial.ts';

/** What is wrong with a call. */
export interface Fault {
  readonly problem: string;
  /** The slice, and the index in the result, of the first wrong element. */
  readonly slice?: number;
  readonly at?: number;
}

/** What results are held to. */
export interface Standard {
  readonly claim: Rounding;
  readonly measure: Measure;
  /** Norms by p and slice, which settings and repeated slices share. */
  readonly norms?: NormCache;
  readonly known?: readonly KnownResult[];
}

export type NormCache = Map<number, Map<FloatArray, Surd | undefined>>;

/** Makes a call and judges every element of its result; undefined where nothing is wrong. */
export async function faultOf(
  subject: Subject,
  trial: Trial,
  standard: Standard,
): Promise<Fault | undefined> {
  const arrangement = arrange(trial.slices, trial.layout);
  let result: FloatArray;
  try {
    result = await perform(subject, trial, arrangement);
  } catch (error) {
    standard.measure.mismatch();
    return { problem: `${trial.method} failed: ${error instanceof Error ? error.message : inWords(error)}` };
  }
  const { claim, measure, known = [] } = standard;
  const { p, denominator } = resolveRule(trial.setting, dtypeOf(result));
  const norms = normsOf(trial.slices, p, standard.norms);
  const judged = new Map<FloatArray, { readonly first: number; readonly judgement: Judgement }>();
  const size = { count: trial.slices.length, length: trial.slices[0]!.length };
  const { picked, slices } = pickSlices(arrangement, result, size);
  const haveSameBits = sameBitsIn(picked, size.length);
  const judge = (x: FloatArray, y: FloatArray): Judgement => {
    const norm = norms.get(x);
    const d = norm && exactDenominator(norm, denominator);
    if (d === undefined || d.floor === 0n) return judgeSpecial(x, y, measure);
    return (dtypeOf(x) === 'float32' ? judgeNearest : judgeQuotients)({ x, y, d }, claim, measure);
  };
  let fault: Fault | undefined;
  const note = (slice: number, at: number, problem: string): void => {
    const got = withBits(result[at]!, dtypeOf(result));
    fault ??= { problem: `[${at}] is ${got}, ${problem}`, slice, at };
  };
  trial.slices.forEach((x, s) => {
    const before = judged.get(x);
    // The same bits for a slice that is repeated are as right or wrong as they were.
    const repeated = before !== undefined && haveSameBits(before.first, s);
    if (repeated) measure.count(x.length);
    const judgement = repeated ? before.judgement : judge(x, slices[s]!);
    if (before === undefined) judged.set(x, { first: s, judgement });
    const { first, mismatches, problem } = judgement;
    measure.mismatch(mismatches);
    if (first >= 0) note(s, arrangement.at(s, first), problem);
  });
  if (claim !== 'exact' || fault !== undefined) return fault;
  for (const { slice, element, result: wanted } of known) {
    const at = arrangement.at(slice, element);
    if (!Object.is(result[at], wanted)) note(slice, at, `expected ${wanted} by construction`);
  }
  return fault;
}

/** The norm of each slice; undefined where it is not finite. */
function normsOf(
  slices: readonly FloatArray[],
  p: number,
  cache: NormCache = new Map(),
): Map<FloatArray, Surd | undefined> {
  const found = cache.get(p) ?? new Map<FloatArray, Surd | undefined>();
  cache.set(p, found);
  for (const x of slices)
    if (!found.has(x)) found.set(x, x.every(Number.isFinite) ? sliceNorm(x, p) : undefined);
  return found;
}
