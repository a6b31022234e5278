import type { Capabilities } from '@unitsphere/core';
import type { Case, CaseResult } from '../case.ts';
import { failedResult } from '../failed-result.ts';
import { orAfter } from '../or-after.ts';
import type { CaseSettings } from '../run-case.ts';
import { caseId } from '../select-cases.ts';
import { type IsolatedProcess, startProcess, type Watch } from './isolated-process.ts';

/** Milliseconds by which a case's own time limit comes first. */
const margin = 2000;

/** A backend that runs in a process of its own. */
export interface Isolation {
  readonly backend: string;
  readonly capabilities: Capabilities;
  /** Never rejects: a crash or a hang is the result, and the next case gets a new process. */
  run(each: Case): Promise<CaseResult>;
  end(): void;
}

/** Loads a module and starts its backend once. Rejects, in words, where there is no backend to be had. */
export async function isolate(
  url: string,
  settings: CaseSettings,
  prints: Watch['prints'],
): Promise<Isolation> {
  const watch = { silence: settings.timeLimit + margin, prints };
  let current = startProcess(watch);
  let before: string | undefined;
  try {
    const { backend, capabilities } = await open(current);
    return { backend, capabilities, run, end: () => current.kill() };
  } catch (error) {
    current.kill();
    throw error;
  }

  async function open(fresh: IsolatedProcess): Promise<{ backend: string; capabilities: Capabilities }> {
    const answer = await fresh.ask({ kind: 'open', url, settings });
    if (answer.kind === 'opened') return answer;
    throw new Error(answer.kind === 'refused' ? answer.message : `unexpected ${answer.kind}`);
  }

  async function run(each: Case): Promise<CaseResult> {
    const begun = performance.now();
    try {
      if (!current.alive) {
        current = startProcess(watch);
        before = undefined;
        await open(current);
      }
      const answer = await current.ask({ kind: 'run', id: caseId(each) });
      if (answer.kind !== 'result') throw new Error(`unexpected ${answer.kind}`);
      if (answer.spent) current.kill();
      before = caseId(each);
      return answer.result;
    } catch (error) {
      current.kill();
      const own = error instanceof Error ? error.message : String(error);
      const reason = orAfter(own, before);
      return failedResult(each, settings, reason, performance.now() - begun);
    }
  }
}
