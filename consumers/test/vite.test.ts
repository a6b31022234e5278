import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, createServer } from 'vite';
import { beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { cell } from '../cell.ts';
import { openPage } from '../open-page.ts';
import { type ConsumerSet, docs, sets, unitBits } from '../sets.ts';
import { writePrograms } from '../write-programs.ts';

const root = inject('root');
const folders = inject('folders');
/** More than one call, in the folder where everything is installed. */
const problems = { ...docs, program: 'webgl-and-cpu' };
const quiet = { configFile: false, logLevel: 'warn' } as const;
const said: string[] = [];

beforeAll(async () => {
  await writePrograms(folders[problems.name]!, problems);
  for (const set of [...sets, problems]) await writeFile(join(root, set.name, 'index.html'), pageOf(set));
  const customLogger = loggerInto(said);
  await build({
    ...quiet,
    root,
    customLogger,
    build: {
      outDir: join(root, 'vite'),
      chunkSizeWarningLimit: Infinity,
      rolldownOptions: { input: [...sets, problems].map(({ name }) => join(root, name, 'index.html')) },
    },
    base: '/vite/',
  });
});

function pageOf({ program }: ConsumerSet): string {
  return `<!doctype html>
<link rel="icon" href="data:," />
<script type="module" src="./esm/${program}.js"></script>
`;
}

function loggerInto(lines: string[]) {
  const hear = (line: string) => {
    lines.push(line);
  };
  return {
    info() {},
    warn: hear,
    warnOnce: hear,
    error: hear,
    clearScreen() {},
    hasErrorLogged: () => false,
    hasWarned: false,
  };
}

test.for(sets)(
  "Vite's minified build prints the bits of the contract in Chromium with $name",
  async (set, { task }) => {
    cell(task, 'Vite', set);
    const heard = await openPage(`${inject('origin')}/vite/${set.name}/index.html`);
    expect(heard).toEqual({ printed: unitBits, complaints: [] });
  },
);

test('minified, webgl has the bits of cpu for other p, presets, axes and any values', async () => {
  const assets = join(root, 'vite/assets');
  const scripts = readdirSync(assets).map((name) => readFileSync(join(assets, name), 'utf8'));
  expect(scripts.filter((text) => text.includes('function resolveLayout'))).toEqual([]);
  const heard = await openPage(`${inject('origin')}/vite/${problems.name}/index.html`);
  expect(heard).toEqual({ printed: '0 0 0 0 of 1024 differ\n', complaints: [] });
});

test('Vite has nothing to warn of', () => {
  expect(said).toEqual([]);
});

test.for(sets)("so does a page on Vite's development server with $name", async (set, { task }) => {
  cell(task, 'Vite, development', set);
  const folder = join(root, set.name);
  const server = await createServer({
    ...quiet,
    root: folder,
    cacheDir: join(folder, '.vite'),
    server: { host: '127.0.0.1', port: 0 },
  });
  onTestFinished(() => server.close());
  await server.listen();
  const heard = await openPage(server.resolvedUrls!.local[0]!);
  expect(heard.printed).toBe(unitBits);
  expect(heard.complaints).toEqual([]);
});
