import type { Contender } from '../contender.ts';
import { oursInPage } from '../contenders/page.ts';
import { plainInPage } from '../contenders/plain-in-page.ts';
import { type Attempt, attempt, attempted, ending, entering } from './attempt.ts';

const all = (): readonly Contender[] => [...oursInPage(), ...plainInPage()];

/** Scenarios of these names, by all contenders. */
export async function attempts(names: readonly string[]): Promise<Record<string, Attempt[]>> {
  const entered = await entering(all());
  const found: Record<string, Attempt[]> = {};
  for (const scenario of attempted)
    if (names.includes(scenario.name)) found[scenario.name] = await attempt(entered, scenario);
  await ending(entered);
  return found;
}

/** By name, the scenarios that a contender does not take, and why. */
export function leftOut(): Record<string, Record<string, string>> {
  return Object.fromEntries(
    all().map(({ name, without }) => [
      name,
      Object.fromEntries(
        attempted.flatMap((scenario) => {
          const reason = without(scenario);
          return reason === undefined ? [] : [[scenario.name, reason]];
        }),
      ),
    ]),
  );
}

/** What a worker answers that runs them too. */
export function inWorker(names: readonly string[]): Promise<unknown> {
  const worker = new Worker('/benchmarks/test/contenders-worker.ts', { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(names);
  }).finally(() => worker.terminate());
}

/** What contenders say where a page has neither WebGPU, WebGL2 nor shared memory. */
export async function refusals(): Promise<Record<string, string>> {
  Object.defineProperty(navigator, 'gpu', { value: undefined });
  Object.assign(globalThis, { OffscreenCanvas: undefined, SharedArrayBuffer: undefined });
  Object.defineProperty(globalThis, 'crossOriginIsolated', { value: false });
  HTMLCanvasElement.prototype.getContext = () => null;
  const found: Record<string, string> = {};
  for (const { name, start } of all())
    await start().then(
      ({ end }) => end?.(),
      (error: unknown) => {
        found[name] = error instanceof Error ? error.message : String(error);
      },
    );
  return found;
}
