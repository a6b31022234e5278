import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { cell } from '../cell.ts';
import { openPage } from '../open-page.ts';
import { type ConsumerSet, sets, unitBits } from '../sets.ts';

type Target = string | null | { readonly [condition: string]: Target };

interface Manifest {
  readonly name: string;
  readonly exports?: { readonly [path: string]: Target };
}

test.for(sets)(
  'a page with an import map, and no bundler, prints the bits of the contract with $name',
  async (set, { task }) => {
    cell(task, 'import map', set);
    const page = `<!doctype html>
<script type="importmap">${JSON.stringify({ imports: await importsOf(set) }, null, 2)}</script>
<script type="module" src="/${set.name}/esm/${set.program}.js"></script>
`;
    await writeFile(join(inject('root'), set.name, 'import-map.html'), page);
    const heard = await openPage(`${inject('origin')}/${set.name}/import-map.html`);
    expect(heard).toEqual({ printed: unitBits, complaints: [] });
  },
);

/** A line for each module that a package says it has; for packages that say nothing, what the set names. */
async function importsOf({ name, imports = {} }: ConsumerSet): Promise<Record<string, string>> {
  const modules = join(inject('folders')[name]!, 'node_modules');
  const base = `/${name}/node_modules`;
  const found: Record<string, string> = {};
  for (const manifest of await manifestsIn(modules)) {
    for (const [path, target] of Object.entries(manifest.exports ?? {})) {
      const file = path.startsWith('.') ? fileOf(target) : undefined;
      if (file?.endsWith('.js')) found[manifest.name + path.slice(1)] = join(base, manifest.name, file);
    }
  }
  for (const [imported, file] of Object.entries(imports)) found[imported] = `${base}/${file}`;
  return found;
}

async function manifestsIn(modules: string): Promise<Manifest[]> {
  const lock = JSON.parse(await readFile(join(modules, '.package-lock.json'), 'utf8'));
  const paths = Object.keys(lock.packages).filter((path) => path.lastIndexOf('node_modules') === 0);
  return Promise.all(
    paths.map(async (path) => JSON.parse(await readFile(join(modules, '..', path, 'package.json'), 'utf8'))),
  );
}

function fileOf(target: Target | undefined): string | undefined {
  if (typeof target === 'string') return target;
  return target ? fileOf(target['import'] ?? target['default']) : undefined;
}
