import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, inject, test } from 'vitest';
import { done, type Finished, run } from '../run.ts';
import { snippetsOf } from '../snippets.ts';
import { withTarballs } from '../with-tarballs.ts';

// A stranger's folder: the two packages as they would be published, and what docs/write-a-backend.md says, to the letter.

const page = readFileSync(fileURLToPath(new URL('../../docs/write-a-backend.md', import.meta.url)), 'utf8');
const programs = new Map(snippetsOf(page).programs.map(({ name, code }) => [name, code]));
const typed = snippetsOf(page).commands;
const command = typed.at(-1)!;
const ordinary = 'values: ordinary values are rounded as claimed';
const folder = join(inject('root'), 'my-backend');

beforeAll(async () => {
  await mkdir(folder);
  for (const line of typed.slice(0, -1)) await done('sh', ['-c', withTarballs(line)], folder);
  await write(folder);
});

/** The page's files, changed by `edit`. */
async function write(folder: string, edit = (code: string) => code): Promise<void> {
  for (const [name, code] of programs) await writeFile(join(folder, name), edit(code));
}

function shell(line: string, cwd = folder): Promise<Finished> {
  return run('sh', ['-c', line], cwd);
}

/** Lines without their last column, which is a time, and without how many blanks stand between. */
function linesOf(text: string): readonly string[] {
  return text.split('\n').map((line) =>
    line
      .trim()
      .replace(/ +[\d.]+$/, '')
      .replace(/ +/g, ' '),
  );
}

test('the page has a backend, the eight lines that test it, and the command', () => {
  expect([...programs.keys()]).toEqual(['my-backend.js', 'my-backend.test.js']);
  expect(programs.get('my-backend.test.js')!.trim().split('\n')).toHaveLength(8);
  expect(command).toBe('npx @unitsphere/conformance ./my-backend.js --quick');
});

test("the page's command passes its backend, prints what the page shows, and has nothing to say against its claims", async () => {
  const printed = await done('sh', ['-c', command], folder);
  expect(printed).toMatch(/^\d+ cases: \d+ passed, 0 failed, \d+ skipped; /m);
  expect(printed).not.toContain('WEAK CLAIM');
  const shown = linesOf(/^```text table\n([\s\S]*?)^```$/m.exec(page)![1]!);
  expect(shown.length).toBeGreaterThan(5);
  expect(shown.filter((line) => !linesOf(printed).includes(line))).toEqual([]);
});

test("node --test runs the page's eight lines", async () => {
  expect(page).toContain('`node --test`');
  const printed = await done('sh', ['-c', 'node --test --test-reporter=tap'], folder);
  expect(printed).toMatch(new RegExp(`ok 1 - ${ordinary}$`, 'm'));
  expect(printed).toMatch(/^# fail 0$/m);
});

test('with a fault planted the command and the test are red, by the case that names it', async () => {
  const faulty = join(folder, 'faulty');
  await mkdir(faulty);
  expect(programs.get('my-backend.js')!.split('x / d;')).toHaveLength(2);
  await write(faulty, (code) =>
    code
      .replace('x / d;', 'x * Math.fround(1 / d);')
      .replace('quick: true', `only: '${ordinary}', quick: true`),
  );
  for (const line of [`${command} --only '${ordinary}'`, 'node --test']) {
    const { code, stdout, stderr } = await shell(line, faulty);
    expect(code, stdout + stderr).toBe(1);
    expect(stdout + stderr).toContain(ordinary);
    expect(stdout + stderr).toMatch(
      /\[\d+\] is \S+ \(0x[0-9a-f]{8}\), expected \S+ \(0x[0-9a-f]{8}\), off by 1\.\d+ ULP/,
    );
  }
});
