import { readdirSync, readFileSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { commandFault } from '../command-fault.ts';
import { layOutSnippets } from '../run-snippets.ts';
import { type Snippet, snippetsOf } from '../snippets.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));

const read = (path: string) => ({ path, ...snippetsOf(readFileSync(join(repository, path), 'utf8')) });
const namesIn = (folder: string): readonly string[] => readdirSync(join(repository, folder));
const docs = namesIn('docs').filter((name) => name.endsWith('.md'));

/** Its programs, its command and what that prints: write-a-backend.test.ts. */
const testedElsewhere = 'write-a-backend.md';
const pages = [
  'README.md',
  ...docs.filter((name) => name !== testedElsewhere).map((name) => `docs/${name}`),
].map(read);
const commanding = [
  ...pages,
  ...[
    'CONTRIBUTING.md',
    `docs/${testedElsewhere}`,
    ...namesIn('packages').map((name) => `packages/${name}/README.md`),
  ].map(read),
];

/** What programs of a page read: folders by the name that they have beside the programs. */
const models = join(repository, 'packages/tfjs/test/fixtures/models');
const beside: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'docs/keras-and-tfjs.md': {
    model: join(models, 'keras2-unit-last'),
    lambda: join(models, 'keras2-lambda-last'),
  },
};

test.each(pages)('$path shows no program without a name, and no output without a program', ({ astray }) => {
  expect(astray).toEqual([]);
});

test.each(pages)(
  'each program of $path shows what it prints, or is imported by one that does',
  ({ programs }) => {
    const silent = programs.filter(({ printed }) => printed === undefined);
    const imported = silent.filter(({ name }) => programs.some(({ code }) => code.includes(`./${name}'`)));
    expect(silent).toEqual(imported);
  },
);

test.each(commanding)(
  'the commands of $path name scripts, packages and programs that exist',
  ({ commands }) => {
    expect(commands.map((line) => [line, commandFault(line)]).filter(([, fault]) => fault)).toEqual([]);
  },
);

test('a command with a script, a package, a version or a program that does not exist is found', () => {
  const lines = [
    'npm run fx',
    'npm tset',
    'npm install @unitsphere/gpu',
    'npm i',
    'npx @unitsphere/core',
    'npx unitsfere',
  ];
  expect(lines.filter((line) => commandFault(line) === undefined)).toEqual([]);
  expect(commandFault('npm install gpu.js@2.0.0')).toContain('not 2.0.0');
  expect(commandFault('npm run fix -- --all # all')).toBeUndefined();
});

describe.each(pages.filter(({ programs }) => programs.length > 0))('$path', ({ path, programs }) => {
  let run: (program: Snippet) => Promise<string>;

  beforeAll(async () => {
    const site = inject('folders')['docs']!;
    const name = path.replaceAll('/', '-').replace(/\.md$/, '');
    run = await layOutSnippets(programs, site, name);
    for (const [link, target] of Object.entries(beside[path] ?? {}))
      await symlink(target, join(site, name, link), 'junction');
  });

  test.each(programs.filter(({ printed }) => printed !== undefined))(
    '$name prints what the page shows',
    async (program) => {
      expect(await run(program)).toBe(program.printed);
    },
  );
});
