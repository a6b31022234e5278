import type { Case, CaseResult, Create } from './case.ts';
import { Failure } from './failure.ts';
import { inWords } from './in-words.ts';
import { createMeasure } from './measure.ts';
import { seededRandom } from './seeded-random.ts';
import { caseId } from './select-cases.ts';
import { createStarter } from './starter.ts';
import { timeLimited } from './time-limit.ts';

/** How a case is run. */
export interface CaseSettings {
  readonly seed: number;
  readonly share: number;
  /** Milliseconds without anything compared after which a case counts as hanging. */
  readonly timeLimit: number;
  /** The module that a reproduction imports the backend from. */
  readonly module: string;
}

/** Runs one case on backends of its own; whatever it throws is the result. */
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
  const late = await outcomeOf(async () => starter.end());
  const ending = late && { reason: `ending the backend failed: ${late.reason}` };
  const { elements, mismatches, worstUlp, meanUlp, exact, measured, histogram } = measure;
  return {
    family,
    name,
    ...(each.claim && { claim: each.claim }),
    status: failure || ending ? 'failed' : 'passed',
    ...(failure ?? ending),
    milliseconds: performance.now() - started,
    ...{ elements, mismatches, worstUlp, meanUlp, exact, measured, histogram },
  };
}

async function outcomeOf(
  work: () => Promise<void>,
): Promise<{ reason: string; reproduction?: string } | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.name : `threw ${inWords(error)}`;
    const reproduction = error instanceof Failure ? error.reproduction : undefined;
    return reproduction === undefined ? { reason } : { reason, reproduction };
  }
}

/** A case draws the same alone as in a whole run: FNV-1a of its id, and the seed. */
function seedOf(id: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
