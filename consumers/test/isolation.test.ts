import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { done } from '../run.ts';
import { sets } from '../sets.ts';

const repository = realpathSync(fileURLToPath(new URL('../..', import.meta.url))).replace(/[\\/]$/, '');
const nameOf = (folder: string): string => (folder === 'unitsphere' ? folder : `@unitsphere/${folder}`);

test.for(sets)(
  'with $name, the packages of the set and no other of ours are installed',
  ({ name, packages }) => {
    const modules = join(inject('folders')[name]!, 'node_modules');
    const scope = readdirSync(join(modules, '@unitsphere')).map((folder) => `@unitsphere/${folder}`);
    const ours = [...scope, ...readdirSync(modules).filter((folder) => folder === 'unitsphere')];
    expect(ours.sort()).toEqual(packages.map(nameOf).sort());
  },
);

test.for(sets)('with $name, all that is imported of ours is in the folder', async ({ name, packages }) => {
  const folder = inject('folders')[name]!;
  const exported = packages.flatMap((each) => {
    const file = join(folder, 'node_modules', nameOf(each), 'package.json');
    const { exports } = JSON.parse(readFileSync(file, 'utf8'));
    return Object.keys(exports).map((path) => nameOf(each) + path.slice(1));
  });
  const program = `for (const name of ${JSON.stringify(exported)}) console.log(import.meta.resolve(name));\n`;
  await writeFile(join(folder, 'resolve.mjs'), program);
  const files = (await done(process.execPath, ['resolve.mjs'], folder)).trim().split('\n');
  const modules = join(folder, 'node_modules') + sep;
  expect(files).toHaveLength(exported.length);
  expect(files.filter((url) => !realpathSync(fileURLToPath(url)).startsWith(modules))).toEqual([]);
});

test('no file of a package names the folder that it was built in', () => {
  const modules = join(inject('folders')['docs']!, 'node_modules');
  for (const name of Object.keys(inject('tarballs')).map(nameOf)) {
    const home = join(modules, name);
    const files = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.\w+$/.test(file),
    );
    expect(files.length).toBeGreaterThan(5);
    const naming = files.filter((file) => readFileSync(join(home, file), 'utf8').includes(repository));
    expect(naming).toEqual([]);
  }
});
