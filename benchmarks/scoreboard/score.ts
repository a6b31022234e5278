import type { PresetName } from '@unitsphere/core';
import { normalize as normalizeExactly } from '@unitsphere/cpu';
import { accuracyOf } from '../accuracy.ts';
import type { Started } from '../contender.ts';
import type { Score } from '../results.ts';
import type { RecordedRows } from './recording-backend.ts';
import { type ScoreCalls, scoreCalls } from './score-calls.ts';

/** In ULP: docs/numerics.md, "Scoreboard". */
const closeUlp = 4;

export interface ScoreOptions {
  /** Part of a full run of the conformance kit, in (0, 1]. */
  readonly share: number;
  /** What to hold it to, where several contenders are: what `scoreCalls` gave for this share. */
  readonly calls?: readonly ScoreCalls[];
  readonly signal?: AbortSignal;
  /** Families that are done. */
  progress?(done: number, of: number): void;
}

/**
 * Holds `normalize` of float32 rows, p = 2, to the conformance kit, family by family; empty where a contender has
 * none. A call that fails makes its family wrong. Throws the reason of `signal`.
 */
export async function scoreOf(
  { normalize, like }: Pick<Started, 'normalize' | 'like'>,
  { share, signal, progress, calls: given }: ScoreOptions,
): Promise<Score[]> {
  if (normalize === undefined) return [];
  const families = given ?? (await scoreCalls({ share, ...(signal && { signal }) }));
  const scores: Score[] = [];
  for (const { family, calls } of families) {
    let [elements, exact, worstUlp] = [0, 0, 0];
    for (const call of calls) {
      // Lets timers and messages through, which awaiting what answers at once never does.
      await new Promise<void>((resolve) => setTimeout(resolve));
      signal?.throwIfAborted();
      const { rows, length, values } = call;
      const expected = expectedOf(call, like);
      const got = await resultOf(() => normalize(values.slice(), rows, length), expected.length);
      const accuracy = got ? accuracyOf(got, expected) : { exact: 0, worstUlp: Infinity };
      elements += expected.length;
      exact += Math.round(accuracy.exact * expected.length);
      worstUlp = Math.max(worstUlp, accuracy.worstUlp);
    }
    scores.push({
      family,
      elements,
      exact,
      worstUlp: worstUlp === Infinity ? 'Infinity' : worstUlp,
      grade: gradeOf(elements, exact, worstUlp),
    });
    progress?.(scores.length, families.length);
  }
  return scores;
}

function gradeOf(elements: number, exact: number, worstUlp: number): Score['grade'] {
  if (elements === 0) return 'none';
  if (exact === elements) return 'exact';
  return worstUlp <= closeUlp ? 'close' : 'wrong';
}

/** The kit judged the results of rule `none`; those of presets are of the kernels that it holds to every rule. */
function expectedOf(
  { rows, length, values, expected }: RecordedRows,
  like: PresetName | undefined,
): Float32Array {
  if (like === undefined) return expected;
  return normalizeExactly(values, { shape: [rows, length], like }) as Float32Array;
}

/** What a call gave; undefined where it failed or gave something else. */
async function resultOf(
  call: () => Float32Array | Promise<Float32Array>,
  elements: number,
): Promise<Float32Array | undefined> {
  try {
    const got: unknown = await call();
    return got instanceof Float32Array && got.length === elements ? got : undefined;
  } catch {
    return undefined;
  }
}
