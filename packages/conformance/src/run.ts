import { type Capabilities, UnitsphereError } from '@unitsphere/core';
import type { Case, CaseResult, Create } from './case.ts';
import { type CaseSettings, defaultTimeLimit, quickShare } from './case-settings.ts';
import { cases } from './cases.ts';
import { inWords } from './in-words.ts';
import { histogramBounds } from './measure.ts';
import { runCase } from './run-case.ts';
import { selectCases } from './select-cases.ts';
import { createStarter } from './starter.ts';
import { timeLimited } from './time-limit.ts';

/** Which cases run, and how. */
export interface RunOptions {
  /** Ids, families, names or parts of ids. */
  readonly only?: string | readonly string[] | undefined;
  /** Default 1. The same seed draws the same. */
  readonly seed?: number | undefined;
  /** How much of a full run, above 0; default 1. */
  readonly share?: number | undefined;
  /** A tenth of a full run or less, for between two edits. */
  readonly quick?: boolean | undefined;
  /** Milliseconds without anything compared after which a case counts as hanging; default 20 000. */
  readonly timeLimit?: number | undefined;
  /** The module that reproductions import, default './my-backend.js'; its function `create` starts the backend. */
  readonly module?: string | undefined;
}

export function settingsOf({
  seed = 1,
  share,
  quick,
  timeLimit = defaultTimeLimit,
  module,
}: RunOptions): CaseSettings {
  return {
    seed,
    share: share ?? (quick ? quickShare : 1),
    timeLimit,
    module: module ?? './my-backend.js',
  };
}

/** What a backend started for this alone says it can. Throws `backend-unavailable`, `invalid-backend`. */
export async function capabilitiesOf(
  create: Create,
  timeLimit: number = defaultTimeLimit,
): Promise<Capabilities> {
  const starter = createStarter(create);
  try {
    const started = starter.start();
    const watch = { milliseconds: timeLimit, progress: () => 0, doing: () => 'create()' };
    return (await timeLimited(started, watch)).capabilities;
  } catch (cause) {
    if (cause instanceof UnitsphereError) throw cause;
    throw new UnitsphereError('backend-unavailable', inWords(cause), { cause });
  } finally {
    starter.end();
  }
}

/**
 * Runs the cases one after another and gives each one's result. What a case throws is its result. Throws
 * `unknown-case`, and `backend-unavailable` or `invalid-backend` where no backend can be had to begin with.
 */
export async function* run(create: Create, options: RunOptions = {}): AsyncGenerator<CaseResult, void> {
  const chosen = selectCases(cases, options.only);
  const settings = settingsOf(options);
  const capabilities = await capabilitiesOf(create, settings.timeLimit);
  for (const each of chosen) yield skipOf(each, capabilities) ?? (await runCase(each, create, settings));
}

/** The result of a case that a capability skips. */
export function skipOf(each: Case, capabilities: Capabilities): CaseResult | undefined {
  const reason = each.skipped(capabilities);
  if (reason === undefined) return undefined;
  const { family, name } = each;
  const nothing = {
    milliseconds: 0,
    elements: 0,
    mismatches: 0,
    worstUlp: 0,
    meanUlp: 0,
    exact: 0,
    measured: 0,
  };
  return { family, name, status: 'skipped', reason, ...nothing, histogram: histogramBounds.map(() => 0) };
}
