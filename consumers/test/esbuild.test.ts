import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, expect, inject, test } from 'vitest';
import { cell } from '../cell.ts';
import { entries, writePage } from '../entries.ts';
import { openPage } from '../open-page.ts';
import { sets, unitBits } from '../sets.ts';

let said: readonly string[];

beforeAll(async () => {
  const outdir = join(inject('root'), 'esbuild');
  const { warnings } = await build({
    entryPoints: entries(),
    outdir,
    bundle: true,
    format: 'esm',
    splitting: true,
    logLevel: 'silent',
  });
  said = warnings.map(({ text, location }) => `${location?.file}: ${text}`);
});

test.for(sets)(
  "esbuild's bundle prints the bits of the contract in Chromium with $name",
  async (set, { task }) => {
    cell(task, 'esbuild', set);
    const heard = await openPage(await writePage(`esbuild/${set.name}.html`, `esbuild/${set.name}.js`));
    expect(heard).toEqual({ printed: unitBits, complaints: [] });
  },
);

test('esbuild has nothing to warn of', () => {
  expect(said).toEqual([]);
});
