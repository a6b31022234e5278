import type { Stats } from 'node:fs';
import type { Writable } from 'node:stream';
import { createAtomicFile } from './atomic-file.ts';
import { commandError } from './command-error.ts';
import { type FileTarget, type OutputTarget, resolveOutput } from './output-target.ts';
import { deviceSink, type Sink, streamSink } from './sink.ts';
import { removeStaleTemporaries } from './temporary-name.ts';

/** Which outputs are wanted, as the arguments name them; `-` is standard output. */
export interface OutputRequest {
  readonly input: string;
  /** Absent for in place. */
  readonly output: string | undefined;
  readonly norms: string | undefined;
  readonly force: boolean;
}

/** One of each for the normalized values and, where wanted, the norms. */
export interface Outputs<T> {
  readonly values: T;
  readonly norms: T | undefined;
}

/**
 * Looks at every output before any work, and clears away what killed runs left beside it. `input` is what the
 * system knows of the input, where it is a regular file.
 * Throws the errors of `resolveOutput`, `invalid-argument`, `same-file`, `conflicting-outputs`, `output-exists`.
 */
export async function resolveOutputs(
  request: OutputRequest,
  input: Stats | undefined,
): Promise<Outputs<OutputTarget>> {
  const inPlace = request.output === undefined;
  const values = await resolveOutput(request.output ?? request.input);
  const norms = request.norms === undefined ? undefined : await resolveOutput(request.norms);
  if (inPlace && values.kind !== 'file') {
    throw commandError('invalid-argument', `--in-place needs a regular file, and ${values.file} is none`);
  }
  for (const target of [inPlace ? undefined : values, norms]) {
    if (target?.kind !== 'file') continue;
    if (isSameFile(target.existing, input)) {
      throw commandError('same-file', `${target.file} is the input itself; give --in-place to replace it`);
    }
    if (target.taken && !request.force) {
      throw commandError('output-exists', `${target.file} exists; give --force to overwrite it`);
    }
  }
  if (values.kind === 'file' && norms?.kind === 'file' && isSamePlace(values, norms)) {
    throw commandError('conflicting-outputs', `${norms.file} is given for both the output and the norms`);
  }
  for (const target of [values, norms]) {
    if (target?.kind === 'file') await removeStaleTemporaries(target.folder, target.name);
  }
  return { values, norms };
}

/** Opens them for writing; none stays open where one fails. Throws `output-unwritable`, `disk-full`. */
export async function openOutputs(
  { values, norms }: Outputs<OutputTarget>,
  request: OutputRequest,
  stdout: Writable,
): Promise<Outputs<Sink>> {
  const open = async (target: OutputTarget, overwrite: boolean): Promise<Sink> => {
    if (target.kind === 'stream') return streamSink(stdout, target.file);
    return target.kind === 'device' ? deviceSink(target.file) : createAtomicFile(target, { overwrite });
  };
  const opened = await open(values, request.force || request.output === undefined);
  try {
    return { values: opened, norms: norms && (await open(norms, request.force)) };
  } catch (error) {
    await opened.discard();
    throw error;
  }
}

/**
 * Gives all outputs their names once every one is whole on the disk; the values come last, so that values that are
 * new have their norms beside them.
 */
export async function placeOutputs({ values, norms }: Outputs<Sink>): Promise<void> {
  await norms?.finish();
  await values.finish();
  await norms?.place();
  await values.place();
}

/** Takes back whatever was written. */
export async function discardOutputs({ values, norms }: Outputs<Sink>): Promise<void> {
  await norms?.discard();
  await values.discard();
}

function isSameFile(a: Stats | undefined, b: Stats | undefined): boolean {
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
}

function isSamePlace(a: FileTarget, b: FileTarget): boolean {
  return a.folder === b.folder && a.name === b.name;
}
