import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { beforeAll, expect, inject, test } from 'vitest';
import { cell } from '../cell.ts';
import { openPage } from '../open-page.ts';
import { sets, unitBits } from '../sets.ts';

const root = inject('root');

beforeAll(async () => {
  await mkdir(join(root, 'workers'));
  for (const { name, program } of sets) {
    const start = `new Worker(new URL('../${name}/esm/${program}.js', import.meta.url), { type: 'module' });\n`;
    await writeFile(join(root, 'workers', `${name}.js`), start);
    await writeFile(
      join(root, 'workers', `${name}.html`),
      `<!doctype html>\n<script type="module" src="./${name}.js"></script>\n`,
    );
  }
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(root, 'workers'),
    base: '/workers/dist/',
    worker: { format: 'es' },
    build: {
      minify: false,
      rolldownOptions: { input: sets.map(({ name }) => join(root, 'workers', `${name}.html`)) },
    },
  });
});

test.for(sets)(
  "a web worker of Vite's build prints the bits of the contract with $name",
  async (set, { task }) => {
    cell(task, 'web worker', set);
    const heard = await openPage(`${inject('origin')}/workers/dist/${set.name}.html`);
    expect(heard).toEqual({ printed: unitBits, complaints: [] });
  },
);
