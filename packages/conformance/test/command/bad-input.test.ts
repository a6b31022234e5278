import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { main } from '../../src/command/main.ts';
import { type Finished, folderWithModule, moduleOf, run } from './run-command.ts';

const right = 'export const create = () => cpu();';

/** The command in this process, which serves as long as no backend is started. */
async function runHere(args: readonly string[], cwd: string): Promise<Finished> {
  const before = process.cwd();
  onTestFinished(() => process.chdir(before));
  process.chdir(cwd);
  const printed = { stdout: '', stderr: '' };
  const into = (name: keyof typeof printed): Writable =>
    new Writable({
      write(piece, _, done) {
        printed[name] += piece;
        done();
      },
    });
  const code = await main(args, { stdout: into('stdout'), stderr: into('stderr') });
  return { code, ...printed };
}

test.each([
  [
    'a module is missing',
    [],
    'no module given; expected the path of one that exports create [missing-argument]',
  ],
  ['a module does not exist', ['./no.mjs'], './no.mjs does not exist [module-missing]'],
  ['a module is a folder', ['.'], '. is not a file; expected a module [module-missing]'],
  [
    'two modules are given',
    ['a.mjs', 'b.mjs'],
    'too many arguments. Expected 1 argument but got 2. [surplus-argument]',
  ],
  ['an option is unknown', ['--sed', '1'], "unknown option '--sed' (Did you mean --seed?) [unknown-option]"],
  [
    'an option lacks its value',
    ['backend.mjs', '--seed'],
    "option '--seed <n>' argument missing [missing-argument]",
  ],
  [
    'a seed is no integer',
    ['backend.mjs', '--seed', '1.5'],
    '--seed takes an integer from 0 to 4294967295, got 1.5 [invalid-argument]',
  ],
  [
    'a seed is negative',
    ['backend.mjs', '--seed', '-1'],
    '--seed takes an integer from 0 to 4294967295, got -1 [invalid-argument]',
  ],
  [
    'a time limit is zero',
    ['backend.mjs', '--time-limit', '0'],
    '--time-limit takes seconds above 0, to 1e6, got 0 [invalid-argument]',
  ],
  [
    'a report ends in nothing known',
    ['backend.mjs', '--report', 'out.txt'],
    '--report out.txt ends in none of .html, .json, .xml [unknown-report]',
  ],
  [
    'a report stands in no folder',
    ['backend.mjs', '--report', 'no/out.json'],
    '--report no/out.json cannot be written: ENOENT: no such file or directory',
  ],
  [
    'a report is a folder',
    ['backend.mjs', '--report', 'folder.json'],
    '--report folder.json cannot be written: it is not a regular file [report-unwritable]',
  ],
  [
    'a report stands where no file can be made',
    ['backend.mjs', '--report', '/proc/out.xml'],
    '--report /proc/out.xml cannot be written: ENOENT',
  ],
  [
    'two reports are the same file',
    ['backend.mjs', '--report', 'out.json', '--report', './out.json'],
    '--report out.json and --report ./out.json are the same file [same-report]',
  ],
  [
    'a report is the same file through a link',
    ['backend.mjs', '--report', 'out.json', '--report', 'link/out.json'],
    '--report out.json and --report link/out.json are the same file [same-report]',
  ],
  [
    'a report is asked of a list',
    ['--list', '--report', 'out.json'],
    '--list runs nothing that --report could tell of [invalid-argument]',
  ],
  [
    'a case is unknown',
    ['backend.mjs', '--only', 'no such case'],
    'no case is called "no such case"; the families are ',
  ],
  ['a case to list is unknown', ['--list', '--only', 'no such case'], 'no case is called "no such case"; '],
])('%s: one line, exit code 2, nothing written', async (_, args, words) => {
  const cwd = folderWithModule(right);
  mkdirSync(join(cwd, 'folder.json'));
  symlinkSync('.', join(cwd, 'link'));
  const before = readdirSync(cwd);
  const { code, stdout, stderr } = await runHere(args, cwd);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^conformance: [^\n]+ \[[a-z-]+\]\n$/);
  expect(stderr).toContain(`conformance: ${words}`);
  expect(readdirSync(cwd)).toEqual(before);
});

test('the process says the same of bad arguments as the command within it', async () => {
  const args = ['backend.mjs', '--seed', '-1'];
  const cwd = folderWithModule(right);
  expect(await run(args, { cwd })).toEqual(await runHere(args, cwd));
});

test.concurrent.each([
  ['exports nothing', '', 'it exports no function create, nor anything else'],
  ['exports something else', 'export const make = cpu;', 'it exports no function create, only make'],
  [
    'exports a backend that runs already',
    'export const create = cpu();',
    'it exports no function create, only create',
  ],
  ['is no JavaScript', 'export const = 1;', 'Unexpected token'],
  ['imports what is not there', "import './no.mjs';", 'Cannot find module'],
  ['throws as it loads', "throw new Error('no luck');", 'no luck'],
  ['ends the process as it loads', 'process.exit(3);', 'the process ended (exit code 3)'],
  ['aborts as it loads', 'process.abort();', 'the process ended (SIGABRT)'],
  ['never finishes loading', 'await new Promise(() => {});', 'loading did not settle within 4000 ms', 4],
  ['loads in an endless loop', 'for (;;);', 'hung, without a sign of life for 2500 ms', 0.5],
  [
    'has a factory that throws',
    "export const create = () => { throw new Error('no GPU'); };",
    'create() failed: no GPU',
  ],
  [
    'has a factory that throws a string',
    "export const create = () => { throw 'no GPU'; };",
    'create() failed: "no GPU"',
  ],
  [
    'has a factory that rejects',
    "export const create = async () => { throw new Error('no GPU'); };",
    'no GPU',
  ],
  [
    'has a factory that never settles',
    'export const create = () => new Promise(() => {});',
    'create() did not settle within 4000 ms',
    4,
  ],
  [
    'has a factory that hangs',
    'export const create = () => { for (;;); };',
    'hung, without a sign of life',
    0.5,
  ],
  [
    'has a factory that ends the process',
    'export const create = () => process.exit(0);',
    'the process ended (exit code 0)',
  ],
  ['gives nothing', 'export const create = () => {};', 'create() gave no backend: got undefined'],
  ['gives an empty object', 'export const create = () => ({});', 'create() gave no backend: it has no name'],
  ['gives a backend without read', moduleOf('{ read: 1 }'), 'create() gave no backend: it lacks read'],
  [
    'gives capabilities that cannot be told',
    moduleOf('{ capabilities: { ...right.capabilities, more() {} } }'),
    'its capabilities are not plain data',
  ],
])('a module that %s gives no backend: one line, exit code 2', async (_, text, words, timeLimit = 20) => {
  const cwd = folderWithModule(text);
  writeFileSync(join(cwd, 'out.json'), 'precious');
  const args = ['./backend.mjs', '--quick', '--time-limit', String(timeLimit), '--report', 'out.json'];
  const { code, stdout, stderr } = await run(args, { cwd });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^conformance: \.\/backend\.mjs gives no backend: [^\n]+ \[no-backend\]\n$/);
  expect(stderr).toContain(words);
  expect(readFileSync(join(cwd, 'out.json'), 'utf8')).toBe('precious');
});

test('a report whose folder goes away during the run: the results, one line, exit code 2', async () => {
  const cwd = folderWithModule(
    `import { rmSync } from 'node:fs';
    export const create = () => ({ ...cpu(), [Symbol.dispose]() { rmSync('reports', { recursive: true, force: true }); } });`,
  );
  mkdirSync(join(cwd, 'reports'));
  const args = [
    'backend.mjs',
    '--quick',
    '--only',
    'axis left out is the last',
    '--report',
    'reports/out.json',
  ];
  const { code, stdout, stderr } = await run(args, { cwd });
  expect(code).toBe(2);
  expect(stdout).toContain('1 case: ');
  expect(stderr).toMatch(
    /^conformance: --report reports\/out\.json cannot be written: ENOENT[^\n]+\[report-unwritable\]\n$/,
  );
  expect(existsSync(join(cwd, 'reports'))).toBe(false);
});
