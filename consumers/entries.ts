import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type ConsumerSet, sets } from './sets.ts';

/** The module that a set's page runs. */
function entryOf({ name, program }: ConsumerSet): string {
  return join(inject('folders')[name]!, 'esm', `${program}.js`);
}

/** What a bundler is given: the module of each set, by the set's name. */
export function entries(): Record<string, string> {
  return Object.fromEntries(sets.map((set) => [set.name, entryOf(set)]));
}

/** A page with one script, at `path` of the folder that is served, and its address. `src` is a path there, too. */
export async function writePage(path: string, src: string): Promise<string> {
  await writeFile(
    join(inject('root'), path),
    `<!doctype html>\n<script type="module" src="/${src}"></script>\n`,
  );
  return `${inject('origin')}/${path}`;
}
