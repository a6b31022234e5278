import type { Case, CaseResult, Create } from './case.ts';
import type { CaseSettings } from './case-settings.ts';
import { type Evidence, Failure } from './failure.ts';
import { inWords } from './in-words.ts';
import { createMeasure } from './measure.ts';
import { runAlone } from './run-alone.ts';
import { seededRandom } from './seeded-random.ts';
import { caseId } from './select-cases.ts';
import { createStarter } from './starter.ts';
import { timeLimited } from './time-limit.ts';

export type { CaseSettings };

/** Runs one case on backends of its own; whatever it throws is the result, with something to run that shows it. */
export async function runCase(each: Case, create: Create, settings: CaseSettings): Promise<CaseResult> {
  const { family, name } = each;
  const { seed, share, timeLimit, module } = settings;
  const measure = createMeasure();
  const starter = createStarter(create);
  const started = performance.now();
  const failure = await outcomeOf(async () => {
    const random = seededRandom(seedOf(caseId(each), seed));
    const { start, endOne: end } = starter;
    await timeLimited(each.run({ start, end, random, seed, share, measure, module }), {
      milliseconds: timeLimit,
      progress: () => measure.elements,
      doing: () => (starter.pending ? 'create()' : 'the case'),
    });
  });
  const shown = ({ reason, reproduction, notes }: Outcome): Pick<CaseResult, 'reason' | 'reproduction'> => ({
    reason,
    reproduction: reproduction ?? runAlone(each, settings, notes),
  });
  const late = await outcomeOf(async () => starter.end());
  const outcome = failure ?? (late && { reason: `ending the backend failed: ${late.reason}` });
  const { elements, mismatches, worstUlp, meanUlp, exact, measured, histogram } = measure;
  return {
    family,
    name,
    ...(each.claim && { claim: each.claim }),
    status: outcome ? 'failed' : 'passed',
    ...(outcome && shown(outcome)),
    milliseconds: performance.now() - started,
    ...{ elements, mismatches, worstUlp, meanUlp, exact, measured, histogram },
  };
}

interface Outcome extends Evidence {
  readonly reason: string;
}

async function outcomeOf(work: () => Promise<void>): Promise<Outcome | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.name : `threw ${inWords(error)}`;
    const { reproduction, notes }: Evidence = error instanceof Failure ? error : {};
    return { reason, reproduction, ...(notes && { notes }) };
  }
}

/** A case draws the same alone as in a whole run: FNV-1a of its id, and the seed. */
function seedOf(id: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
