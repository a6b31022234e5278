import type { Stats } from 'node:fs';
import { lstat, readlink, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { commandError } from './command-error.ts';
import { reasonOf, systemCodeOf } from './system-error.ts';

/** A regular file to be, looked at before any work: where it goes, and what stands there now. */
export interface FileTarget {
  readonly kind: 'file';
  /** As the user typed it, for messages. */
  readonly file: string;
  /** Where it really goes: links followed. */
  readonly folder: string;
  readonly name: string;
  /** The file that would be replaced. */
  readonly existing: Stats | undefined;
  /** Whether the name is taken, if only by a link that leads nowhere. */
  readonly taken: boolean;
}

/** Where an output goes: a file, a pipe or device that is written directly, or standard output. */
export type OutputTarget =
  | FileTarget
  | { readonly kind: 'device'; readonly file: string }
  | { readonly kind: 'stream'; readonly file: string };

/** Looks where `file` leads, `-` to standard output. Throws `folder-missing`, `output-is-folder`, `output-unwritable`. */
export async function resolveOutput(file: string): Promise<OutputTarget> {
  if (file === '-') return { kind: 'stream', file: 'standard output' };
  const existing = await present(stat(file), file);
  if (existing?.isDirectory()) {
    throw commandError('output-is-folder', `${file} is a folder; expected a path for the output file`);
  }
  if (existing !== undefined && !existing.isFile()) return { kind: 'device', file };
  const itself = await present(lstat(file), file);
  if (existing === undefined && itself?.isSymbolicLink()) {
    const target = await resolveOutput(resolve(dirname(file), await readlink(file)));
    return { ...target, file, ...(target.kind === 'file' && { taken: true }) };
  }
  const path = existing === undefined ? join(await folderOf(file), basename(file)) : await realpath(file);
  return {
    kind: 'file',
    file,
    folder: dirname(path),
    name: basename(path),
    existing,
    taken: itself !== undefined,
  };
}

async function folderOf(file: string): Promise<string> {
  const folder = file.endsWith('/') ? file : dirname(file);
  const stats = await present(stat(folder), file);
  if (stats?.isDirectory()) return realpath(folder);
  const reason = stats === undefined ? 'does not exist' : 'is not a folder';
  throw commandError('folder-missing', `${file} cannot be written: ${folder} ${reason}`);
}

/** What stands there, undefined where nothing does. */
async function present(looking: Promise<Stats>, file: string): Promise<Stats | undefined> {
  try {
    return await looking;
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCodeOf(cause) ?? '')) return undefined;
    throw commandError('output-unwritable', `${file} cannot be written: ${reasonOf(cause)}`, cause);
  }
}
