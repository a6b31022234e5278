import { openCsv } from './csv-file.ts';
import { fileError } from './file-error.ts';
import { openJson } from './json-file.ts';
import { openNpy } from './npy-file.ts';
import type { Opened, Reading, Report } from './opened.ts';
import { decodeText, readFile } from './read-file.ts';

/** Kinds of files, and what is read of each at most: text takes some times its length while it is read. */
export const mostBytes: Readonly<Record<'npy' | 'json' | 'csv', number>> = {
  npy: 2 ** 29,
  json: 2 ** 26,
  csv: 2 ** 28,
};

/** Reads a file of vectors; the end of its name says its kind. Rejects with `unknown-kind` and what its kind rejects with. */
export async function openFile(file: File, reading: Reading, report: Report): Promise<Opened> {
  const { name } = file;
  const kind = /\.([^.]*)$/.exec(name)?.[1]?.toLowerCase();
  if (kind !== 'npy' && kind !== 'json' && kind !== 'csv')
    throw fileError('unknown-kind', `${name} is of no kind that is read here: expected .npy, .json or .csv`);
  const bytes = await readFile(file, mostBytes[kind], report);
  if (kind === 'npy') return openNpy(bytes, name, reading);
  const text = decodeText(bytes, name);
  report('parsing');
  return kind === 'json' ? openJson(text.text, name, reading) : openCsv(text, name, reading, report);
}
