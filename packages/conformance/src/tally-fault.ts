import { dtypeOf, type FloatArray, resolveRule, type Tally } from '@unitsphere/core';
import { isClamped } from '@unitsphere/core/reference';
import { arrange } from './arrangement.ts';
import type { Fault, Standard } from './fault.ts';
import { inWords } from './in-words.ts';
import { sliceNorm } from './slice-norm.ts';
import { literal, type Origin, optionPairs, program } from './snippet.ts';
import { type Subject, waitFor } from './subject.ts';
import type { Trial } from './trial.ts';

const counted = ['zero', 'nonFinite', 'clamped'] as const;

/** Counts the slices that a tally must count. */
export async function tallyFault(
  subject: Subject,
  trial: Trial,
  { measure }: Standard,
): Promise<Fault | undefined> {
  const { values, options } = arrange(trial.slices, trial.layout);
  measure.count(counted.length);
  let tally: Tally;
  try {
    const call = subject.normalizer.normalizeWithNorms(values, { ...options, ...trial.setting });
    tally = (await waitFor(subject, call)).tally;
  } catch (error) {
    measure.mismatch();
    const reason = error instanceof Error ? error.message : inWords(error);
    return { problem: `normalizeWithNorms failed: ${reason}` };
  }
  const expected = expectedTally(trial);
  const wrong = counted.filter((field) => tally[field] !== expected[field]);
  measure.mismatch(wrong.length);
  if (wrong.length === 0) return undefined;
  const parts = wrong.map((field) => `${field} is ${tally[field]}, expected ${expected[field]}`);
  return { problem: `in the tally ${parts.join(', ')}` };
}

function expectedTally({ slices, setting }: Trial): Record<(typeof counted)[number], number> {
  const { p, denominator } = resolveRule(setting, dtypeOf(slices[0]));
  const tally = { zero: 0, nonFinite: 0, clamped: 0 };
  const times = new Map<FloatArray, number>();
  for (const slice of slices) times.set(slice, (times.get(slice) ?? 0) + 1);
  for (const [slice, count] of times) {
    if (!slice.every(Number.isFinite)) {
      tally.nonFinite += count;
      continue;
    }
    const norm = sliceNorm(slice, p);
    if (norm.floor === 0n) tally.zero += count;
    if (isClamped(norm, denominator)) tally.clamped += count;
  }
  return tally;
}

export function tallySnippet(trial: Trial, { problem }: Fault, origin: Origin): string {
  const { values, options } = arrange(trial.slices, trial.layout);
  return program({ ...origin, notes: [...origin.notes, problem] }, [
    `const x = ${literal(values)};`,
    `const { tally } = await normalizer.normalizeWithNorms(x, { ${optionPairs({ ...options, ...trial.setting }).join(', ')} });`,
    'console.log(tally);',
  ]);
}
