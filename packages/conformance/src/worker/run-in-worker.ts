import { UnitsphereError } from '@unitsphere/core';
import type { Case, CaseResult } from '../case.ts';
import { cases } from '../cases.ts';
import { failedResult } from '../failed-result.ts';
import { inWords } from '../in-words.ts';
import { orAfter } from '../or-after.ts';
import { type RunOptions, settingsOf } from '../run.ts';
import { caseId, selectCases } from '../select-cases.ts';
import { type WatchedWorker, type WorkerLike, watchWorker } from './watched-worker.ts';

/**
 * Like `run`, but the backend runs in workers that `startWorker` makes, whose file calls `serve`. A backend that hangs,
 * throws past its callers or ends its worker fails the case that ran; the next case gets a new worker. The worker is
 * ended with the loop. Throws `unknown-case`, and `backend-unavailable` or `invalid-backend` where no backend can be
 * had to begin with, a worker that does not load included.
 */
export async function* runInWorker(
  startWorker: () => WorkerLike,
  options: RunOptions = {},
): AsyncGenerator<CaseResult, void> {
  const chosen = selectCases(cases, options.only);
  const settings = settingsOf(options);
  let current: WatchedWorker | undefined = await opened();
  let before: string | undefined;
  try {
    for (const each of chosen) yield await resultOf(each);
  } finally {
    end();
  }

  async function opened(): Promise<WatchedWorker> {
    let fresh: WatchedWorker | undefined;
    try {
      fresh = watchWorker(startWorker(), settings.timeLimit);
      const answer = await fresh.ask({ kind: 'open', settings });
      if (answer.kind === 'opened') return fresh;
      if (answer.kind === 'refused') throw new UnitsphereError(answer.code, answer.message);
      throw new Error(`unexpected ${answer.kind}`);
    } catch (cause) {
      fresh?.end();
      if (cause instanceof UnitsphereError) throw cause;
      throw new UnitsphereError('backend-unavailable', inWords(cause), { cause });
    }
  }

  async function resultOf(each: Case): Promise<CaseResult> {
    const begun = performance.now();
    try {
      current ??= await opened();
      const answer = await current.ask({ kind: 'run', id: caseId(each) });
      if (answer.kind === 'refused') throw new Error(answer.message);
      if (answer.kind === 'opened') throw new Error('unexpected opened');
      before = caseId(each);
      if (answer.spent) end();
      return answer.result;
    } catch (error) {
      const reason = orAfter(inWords(error), before);
      end();
      return failedResult(each, settings, reason, performance.now() - begun);
    }
  }

  function end(): void {
    current?.end();
    current = undefined;
    before = undefined;
  }
}
