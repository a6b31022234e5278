import type { Create } from './case.ts';
import { cases } from './cases.ts';
import { Failure } from './failure.ts';
import { capabilitiesOf, type RunOptions, settingsOf, skipOf } from './run.ts';
import { runCase } from './run-case.ts';
import { caseId, selectCases } from './select-cases.ts';

/** `test` of vitest, node:test, mocha or jest. */
export type Test = (
  name: string,
  body: (this: unknown, ...context: unknown[]) => Promise<void>,
  milliseconds?: number,
) => unknown;

/** For a whole case, where the runner takes a limit: a case that hangs ends itself long before. */
const runnerLimit = 600_000;

/**
 * Registers one test a case with any runner. A case that a capability skips is skipped in the runner where it can
 * be, with that capability as the reason. vitest and jest are told to allow a test ten minutes, and so is mocha;
 * node:test has no limit of its own.
 */
export function conformance({
  test,
  create,
  ...options
}: RunOptions & { readonly test: Test; readonly create: Create }): void {
  const settings = settingsOf(options);
  const capabilities = once(() => capabilitiesOf(create, settings.timeLimit));
  for (const each of selectCases(cases, options.only)) {
    // A parameter would make jest and mocha wait for a callback: the context comes as a rest.
    const body = async function (this: unknown, ...context: unknown[]): Promise<void> {
      callWhereThereIs(this, 'timeout', runnerLimit);
      const skipped = skipOf(each, await capabilities());
      if (skipped !== undefined) return skip([context[0], this], `skipped: ${skipped.reason}`);
      const { status, reason = '', reproduction } = await runCase(each, create, settings);
      if (status === 'passed') return;
      throw new Failure(reproduction === undefined ? reason : `${reason}\n\n${reproduction}`, {
        reproduction,
      });
    };
    test(caseId(each), body, runnerLimit);
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** vitest and node:test hand a context to the test, mocha makes it `this`; jest has none, so the test passes. */
function skip(holders: readonly unknown[], note: string): void {
  if (!holders.some((holder) => callWhereThereIs(holder, 'skip', note))) console.info(note);
}

function callWhereThereIs(holder: unknown, method: 'skip' | 'timeout', argument: unknown): boolean {
  const found = (holder as Readonly<Record<string, unknown>> | undefined | null)?.[method];
  if (typeof found !== 'function') return false;
  found.call(holder, argument);
  return true;
}
