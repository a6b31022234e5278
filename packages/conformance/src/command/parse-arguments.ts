import { statSync } from 'node:fs';
import { isAbsolute, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { commandError } from './command-error.ts';

/** What stands on the command line, as text. */
export interface Flags {
  readonly only?: readonly string[];
  readonly seed: string;
  readonly quick?: boolean;
  readonly list?: boolean;
  readonly report?: readonly string[];
  readonly timeLimit: string;
}

/** A module to test, as it was typed, as code would import it, and where it really is. */
export interface TestedModule {
  readonly file: string;
  readonly specifier: string;
  readonly url: string;
}

/** In milliseconds. */
export const defaultTimeLimit = 20_000;

/** What runs, and how. */
export interface RunRequest {
  readonly only: readonly string[] | undefined;
  readonly seed: number;
  readonly quick: boolean;
  /** In milliseconds. */
  readonly timeLimit: number;
}

/** Throws `missing-argument`, `module-missing`. */
export function parseModule(file: string | undefined): TestedModule {
  if (file === undefined) {
    throw commandError('missing-argument', 'no module given; expected the path of one that exports create');
  }
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) throw commandError('module-missing', `${file} does not exist`);
  if (!stats.isFile()) throw commandError('module-missing', `${file} is not a file; expected a module`);
  const slashes = file.replaceAll(sep, '/');
  const specifier = isAbsolute(file) || /^\.\.?\//.test(slashes) ? slashes : `./${slashes}`;
  return { file, specifier, url: pathToFileURL(resolve(file)).href };
}

/** Throws `invalid-argument`. */
export function parseRunRequest({ only, quick = false, seed, timeLimit }: Flags): RunRequest {
  const seedNumber = Number(seed);
  if (!/^\d+$/.test(seed) || seedNumber >= 2 ** 32) {
    throw commandError('invalid-argument', `--seed takes an integer from 0 to 4294967295, got ${seed}`);
  }
  const seconds = Number(timeLimit);
  // A timer takes no more than 2^31 - 1 milliseconds.
  if (timeLimit.trim() === '' || !(seconds > 0 && seconds <= 1e6)) {
    throw commandError('invalid-argument', `--time-limit takes seconds above 0, to 1e6, got ${timeLimit}`);
  }
  if (only?.includes('')) throw commandError('invalid-argument', '--only is empty; expected a name');
  return { only, seed: seedNumber, quick, timeLimit: seconds * 1000 };
}
