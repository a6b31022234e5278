import { AsyncLocalStorage } from 'node:async_hooks';
import { Worker } from 'node:worker_threads';
import type { Backend, Capabilities } from '@unitsphere/core';
import type { CaseResult, Create } from '../case.ts';
import { cases } from '../cases.ts';
import { failedResult } from '../failed-result.ts';
import { inWords } from '../in-words.ts';
import { orAfter } from '../or-after.ts';
import { runAlone } from '../run-alone.ts';
import { type CaseSettings, runCase } from '../run-case.ts';
import { caseId } from '../select-cases.ts';
import { createStarter } from '../starter.ts';
import { timeLimited } from '../time-limit.ts';
import type { Answer, Order } from './case-messages.ts';

// The tested backend's own process, which can crash or hang alone.

const millisecondsBetweenSigns = 250;
/** How long a case may go on after something was thrown past it. */
const millisecondsAfterStray = 1000;

let create: Create = () => {
  throw new Error('no module was opened');
};
let settings: CaseSettings = { seed: 1, share: 1, timeLimit: 0, module: '' };
const strays: Stray[] = [];
let onStray = (): void => {};

let before: string | undefined;

/** What was thrown past its caller, and the case that began the work which threw it, where Node knows. */
interface Stray {
  readonly reason: string;
  readonly from: string | undefined;
}

/** The id of the case that began what is running, be it over or not. */
const origin = new AsyncLocalStorage<string>();

new Worker(new URL('./parent-watch.js', import.meta.url), { workerData: process.ppid }).unref();
process.on('uncaughtException', (error: unknown, kind) => {
  const how =
    kind === 'unhandledRejection' ? 'rejected a promise that nothing handles' : 'threw past its caller';
  strays.push({ reason: `the backend ${how}: ${inWords(error)}`, from: origin.getStore() });
  onStray();
});
process.on('disconnect', () => process.exit());
process.on('message', (order: Order) => {
  const answer = order.kind === 'open' ? open(order) : runById(order.id);
  void answer.then(send);
});
send({ kind: 'alive' });
setInterval(() => send({ kind: 'alive' }), millisecondsBetweenSigns).unref();

function send(answer: Answer): void {
  if (process.connected) process.send!(answer);
}

async function open(order: Order & { readonly kind: 'open' }): Promise<Answer> {
  settings = order.settings;
  const starter = createStarter(() => create());
  let doing = 'loading';
  const start = async (): Promise<Backend> => {
    const loaded: Readonly<Record<string, unknown>> = await import(order.url);
    const { create: found } = loaded;
    if (typeof found !== 'function') throw new Error(`it exports no function create, ${exportsOf(loaded)}`);
    create = () => found();
    doing = 'create()';
    return starter.start();
  };
  try {
    const watch = { milliseconds: settings.timeLimit, progress: () => 0, doing: () => doing };
    const { name, capabilities } = await timeLimited(start(), watch);
    await turnOfTheLoop();
    if (strays.length > 0) throw new Error(strays[0]!.reason);
    return { kind: 'opened', backend: name, capabilities: plainOf(capabilities) };
  } catch (error) {
    return { kind: 'refused', message: inWords(error) };
  } finally {
    try {
      starter.end();
    } catch {
      // What ending throws is for the cases to find.
    }
  }
}

async function runById(id: string): Promise<Answer> {
  const each = cases.find((one) => caseId(one) === id)!;
  const started = performance.now();
  const abandoned = new Promise<CaseResult>((resolve) => {
    onStray = () =>
      setTimeout(
        () => resolve(failedResult(each, settings, '', performance.now() - started)),
        millisecondsAfterStray,
      );
  });
  const running = origin.run(id, () => runCase(each, create, settings));
  const result = await Promise.race([running, abandoned]);
  // A rejection that nothing handles shows at the end of a turn.
  await turnOfTheLoop();
  // What did not settle may still be running.
  if (strays.length === 0) {
    before = id;
    return { kind: 'result', result, spent: result.milliseconds >= settings.timeLimit };
  }
  const reason = [result.reason, ...strays.map((stray) => inContext(stray, id))].filter(Boolean).join('; ');
  const reproduction = result.reproduction ?? runAlone(each, settings);
  return { kind: 'result', result: { ...result, status: 'failed', reason, reproduction }, spent: true };
}

function inContext({ reason, from }: Stray, id: string): string {
  if (from === id) return reason;
  if (from !== undefined) return `${reason}, in work left over from ${JSON.stringify(from)}`;
  return orAfter(reason, before);
}

function turnOfTheLoop(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(() => setImmediate(resolve));
  });
}

function exportsOf(loaded: object): string {
  const names = Object.keys(loaded);
  return names.length === 0 ? 'nor anything else' : `only ${names.join(', ')}`;
}

/** What can go from one process to another. */
function plainOf(capabilities: Capabilities): Capabilities {
  try {
    return structuredClone(capabilities);
  } catch (cause) {
    throw new Error(`its capabilities are not plain data: ${inWords(cause)}`, { cause });
  }
}
