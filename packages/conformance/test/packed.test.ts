import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeBlocks } from './code-blocks.ts';

// A stranger's folder: the two packages as they would be published, and what the page says, to the letter.

const repository = realpathSync(fileURLToPath(new URL('../../../', import.meta.url)));
const page = readFileSync(join(repository, 'docs/write-a-backend.md'), 'utf8');
const ordinary = 'values: ordinary values are rounded as claimed';
const names = ['core', 'conformance'];

/** Lines that the page tells its reader to type. */
const typed = Array.from(page.matchAll(/^```sh\n([\s\S]*?)^```$/gm), ([, lines]) =>
  lines!.trim().split('\n'),
).flat();

const root = realpathSync(mkdtempSync(join(tmpdir(), 'packed-')));
const folder = join(root, 'my-backend');

interface Finished {
  readonly code: number | null;
  readonly printed: string;
}

/** Runs a line in a shell, without what npm and the test runner leave in the environment. */
function shell(line: string, cwd = folder): Promise<Finished> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_|VITEST|INIT_CWD)/i.test(name)),
  );
  return new Promise((resolve, reject) => {
    const child = spawn(line, { cwd, env, shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (piece: Buffer) => {
        printed += piece.toString();
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, printed }));
  });
}

async function done(line: string, cwd = folder): Promise<string> {
  const { code, printed } = await shell(line, cwd);
  expect(code, `${line}\n${printed}`).toBe(0);
  return printed;
}

beforeAll(async () => {
  mkdirSync(folder);
  const packages = names.map((name) => JSON.stringify(join(repository, 'packages', name)));
  await done(`npm pack ${packages.join(' ')}`, root);
  const tarballs = readdirSync(root).filter((name) => name.endsWith('.tgz'));
  expect(tarballs).toHaveLength(2);
  const install = `npm install --prefer-offline --no-audit --no-fund ${tarballs.map((name) => `../${name}`).join(' ')}`;
  const [command] = typed.slice(-1);
  expect(command).toBe('npx @unitsphere/conformance ./my-backend.js --quick');
  for (const line of typed.slice(0, -1))
    await done(line === 'npm install @unitsphere/core @unitsphere/conformance' ? install : line);
  for (const [name, code] of codeBlocks(page))
    if (name.endsWith('.js')) writeFileSync(join(folder, name), code);
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

test('what is installed is the built packages and their dependencies, and nothing of the repository', async () => {
  const modules = join(folder, 'node_modules');
  expect(readdirSync(modules).filter((name) => !name.startsWith('.'))).toEqual([
    '@unitsphere',
    'commander',
    'fast-check',
    'pure-rand',
  ]);
  expect(root.startsWith(repository + sep)).toBe(false);
  for (const name of names) {
    const installed = join(modules, '@unitsphere', name);
    expect(realpathSync(installed)).toBe(installed);
    expect(existsSync(join(installed, 'src'))).toBe(false);
    const texts = readdirSync(installed, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(js|ts|json)$/.test(file))
      .map((file) => readFileSync(join(installed, file), 'utf8'));
    expect(texts.length).toBeGreaterThan(10);
    expect(texts.filter((text) => text.includes(repository))).toEqual([]);
  }
  const resolved = ['core', 'core/reference', 'conformance'].map((name) => `@unitsphere/${name}`);
  writeFileSync(
    join(folder, 'resolve.js'),
    `for (const name of ${JSON.stringify(resolved)}) console.log(import.meta.resolve(name));`,
  );
  const urls = (await done('node resolve.js')).trim().split('\n');
  expect(urls.map((url) => fileURLToPath(url).startsWith(modules + sep))).toEqual([true, true, true]);
});

test("the page's command passes the page's backend, and has nothing to say against its claims", async () => {
  const printed = await done(typed.at(-1)!);
  expect(printed).toMatch(/^\d+ cases: \d+ passed, 0 failed, \d+ skipped; /m);
  expect(printed).not.toContain('WEAK CLAIM');
});

test("node --test runs the page's eight lines", async () => {
  expect(page).toContain('`node --test`');
  expect(await done('node --test')).toMatch(/^\S+ fail 0$/m);
});

test('with a fault planted the command and the test are red, by the case that names it', async () => {
  const source = readFileSync(join(folder, 'my-backend.js'), 'utf8');
  const lines = readFileSync(join(folder, 'my-backend.test.js'), 'utf8');
  expect(source.split('x / d;')).toHaveLength(2);
  try {
    writeFileSync(join(folder, 'my-backend.js'), source.replace('x / d;', 'x * Math.fround(1 / d);'));
    writeFileSync(
      join(folder, 'my-backend.test.js'),
      lines.replace('quick: true', `only: '${ordinary}', quick: true`),
    );
    for (const line of [`${typed.at(-1)} --only '${ordinary}'`, 'node --test']) {
      const { code, printed } = await shell(line);
      expect(code, printed).toBe(1);
      expect(printed).toContain(ordinary);
      expect(printed).toMatch(
        /\[\d+\] is \S+ \(0x[0-9a-f]{8}\), expected \S+ \(0x[0-9a-f]{8}\), off by 1\.\d+ ULP/,
      );
    }
  } finally {
    writeFileSync(join(folder, 'my-backend.js'), source);
    writeFileSync(join(folder, 'my-backend.test.js'), lines);
  }
});
