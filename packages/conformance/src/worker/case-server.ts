import { type Capabilities, UnitsphereError } from '@unitsphere/core';
import type { CaseResult, Create } from '../case.ts';
import type { CaseSettings } from '../case-settings.ts';
import { cases } from '../cases.ts';
import { failedResult } from '../failed-result.ts';
import { inWords } from '../in-words.ts';
import { orAfter } from '../or-after.ts';
import { capabilitiesOf, skipOf } from '../run.ts';
import { runAlone } from '../run-alone.ts';
import { runCase } from '../run-case.ts';
import { caseId } from '../select-cases.ts';
import type { Answer, Order } from './case-messages.ts';

/** Runs cases where they are ordered from elsewhere. */
export interface CaseServer {
  /** Never rejects. One order at a time, `open` first. */
  answer(order: Order): Promise<Answer>;
  /** Tells of what was thrown past its caller, in words: it fails the case that runs, or else the next one. */
  stray(what: string): void;
}

/** How long a case may go on after something was thrown past it. */
const millisecondsAfterStray = 1000;
/** What goes wrong in each call may go wrong a thousand times. */
const toldStrays = 3;

export function createCaseServer(create: Create): CaseServer {
  let opened: { readonly settings: CaseSettings; readonly capabilities: Capabilities } | undefined;
  const strays: string[] = [];
  let before: string | undefined;
  let onStray = (): void => {};
  return {
    answer: (order) => (order.kind === 'open' ? open(order.settings) : runById(order.id)),
    stray(what) {
      if (strays.length < toldStrays && !strays.includes(what)) strays.push(what);
      onStray();
    },
  };

  async function open(settings: CaseSettings): Promise<Answer> {
    try {
      const capabilities = await capabilitiesOf(create, settings.timeLimit);
      await turnOfTheLoop();
      if (strays.length > 0) throw new Error(strays[0]);
      opened = { settings, capabilities };
      return { kind: 'opened' };
    } catch (error) {
      const code = error instanceof UnitsphereError ? error.code : 'backend-unavailable';
      return { kind: 'refused', code, message: inWords(error) };
    }
  }

  async function runById(id: string): Promise<Answer> {
    const each = cases.find((one) => caseId(one) === id);
    if (opened === undefined || each === undefined)
      return {
        kind: 'refused',
        code: 'unknown-case',
        message: `the worker cannot run ${JSON.stringify(id)}`,
      };
    const { settings, capabilities } = opened;
    const started = performance.now();
    const failed = (reason: string): CaseResult =>
      failedResult(each, settings, reason, performance.now() - started);
    const abandoned = new Promise<CaseResult>((resolve) => {
      onStray = () => setTimeout(() => resolve(failed('')), millisecondsAfterStray);
      if (strays.length > 0) onStray();
    });
    const whole = async (): Promise<CaseResult> =>
      skipOf(each, capabilities) ?? (await runCase(each, create, settings));
    const result = await Promise.race([whole().catch((error) => failed(inWords(error))), abandoned]);
    await turnOfTheLoop();
    const earlier = before;
    before = id;
    // What did not settle may still be running.
    if (strays.length === 0)
      return { kind: 'result', result, spent: result.milliseconds >= settings.timeLimit };
    const reasons = [result.reason, ...strays.map((stray) => orAfter(stray, earlier))];
    const reason = reasons.filter(Boolean).join('; ');
    const reproduction = result.reproduction ?? runAlone(each, settings);
    return { kind: 'result', result: { ...result, status: 'failed', reason, reproduction }, spent: true };
  }
}

/** A rejection that nothing handles shows at the end of a turn. */
async function turnOfTheLoop(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise<void>((resolve) => setTimeout(resolve));
}
