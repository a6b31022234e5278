import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { npy, sample } from './npy.ts';
import { run, temporaryFolder } from './run-command.ts';

const good = npy(sample(6), { shape: [2, 3] });
const header = good.length - 24;

/** Runs the command on a file in a folder of its own, and checks the error and that nothing was written. */
async function expectFailure(input: Buffer | undefined, code: string, words: string): Promise<void> {
  const folder = temporaryFolder();
  if (input !== undefined) writeFileSync(join(folder, 'in.npy'), input);
  const args = ['--norms', join(folder, 'norms.npy'), '-o', join(folder, 'out.npy')];
  const finished = await run(['normalize', join(folder, 'in.npy'), ...args]);
  expect(finished).toMatchObject({ code: 1, stdout: Buffer.alloc(0) });
  expect(finished.stderr).toMatch(new RegExp(`^unitsphere: [^\\n]+ \\[${code}\\]\\n$`));
  expect(finished.stderr).toContain(words);
  expect(readdirSync(folder)).toEqual(input === undefined ? [] : ['in.npy']);
}

test.each([
  ['missing', 'file-missing', undefined, 'in.npy does not exist'],
  ['empty', 'file-empty', Buffer.alloc(0), 'in.npy is empty'],
  ['a text', 'not-npy', Buffer.from('1.0 2.0 3.0\n'), 'starts with 31 2e 30 20 32 2e, expected 93 4e 55'],
  ['cut in its header', 'file-truncated', good.subarray(0, 30), `expected ${header} bytes, got 30`],
  [
    'cut in its values',
    'file-truncated',
    good.subarray(0, -1),
    `makes ${header + 24} bytes, got ${header + 23}`,
  ],
  ['without values', 'file-truncated', good.subarray(0, header), `makes ${header + 24} bytes, got ${header}`],
  [
    'longer than its header says',
    'file-too-long',
    Buffer.concat([good, Buffer.alloc(1)]),
    `float32 of shape [2,3] after a header of ${header} bytes makes ${header + 24} bytes, got ${header + 25}`,
  ],
  [
    'claiming 2^54 bytes',
    'npy-header',
    npy(sample(1), { shape: [2 ** 30, 2 ** 22] }),
    'more than 2^53 - 1 bytes',
  ],
  [
    'claiming 2^40 values',
    'file-truncated',
    npy(sample(1), { shape: [2 ** 20, 2 ** 20] }),
    'float32 of shape [1048576,1048576]',
  ],
  [
    'claiming 2^50 empty slices',
    'too-large',
    npy(sample(0), { shape: [2 ** 50, 0] }),
    'needs 9007199254740992 bytes of memory at once, and ',
  ],
])('a file that is %s: %s', async (_, code, input, words) => {
  await expectFailure(input, code, words);
});

test('a folder as input is an error that says so', async () => {
  const folder = temporaryFolder();
  const { code, stderr } = await run(['normalize', folder, '-o', join(folder, 'out.npy')]);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `unitsphere: ${folder} is a folder; expected a .npy file [file-unreadable]\n`,
  });
});

test('what a header holds cannot write to the terminal', async () => {
  const hostile = npy(sample(1), {
    header: "{'descr': '\x1b[2J\n', 'fortran_order': False, 'shape': ()}",
  });
  await expectFailure(hostile, 'unsupported-dtype', 'holds dtype \\x1b[2J\\x0a; expected');
});

test.each([
  ['folder-missing', 'in a folder that does not exist', 'no/out.npy', 'no does not exist'],
  ['folder-missing', 'below a regular file', 'in.npy/out.npy', 'in.npy is not a folder'],
  ['output-is-folder', 'a folder', 'folder', 'folder is a folder'],
  ['folder-missing', 'named like a folder', 'no/', 'no/ does not exist'],
  [
    'output-unwritable',
    'in a folder that takes no files',
    '/proc/out.npy',
    '/proc/out.npy cannot be written',
  ],
  ['output-unwritable', 'longer than names can be', 'x'.repeat(250), 'name too long'],
])('%s: an output %s', async (code, _, output, words) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'in.npy'), good);
  mkdirSync(join(folder, 'folder'));
  for (const flags of [
    ['-o', output.startsWith('/') ? output : join(folder, output)],
    ['-o', join(folder, 'out.npy'), '--norms', output.startsWith('/') ? output : `${folder}/${output}`],
  ]) {
    const path = flags[1] === undefined ? output : flags.at(-1)!;
    const args = path.endsWith('folder') ? [...flags, '--force'] : flags;
    const finished = await run(['normalize', join(folder, 'in.npy'), ...args]);
    expect(finished.code).toBe(1);
    expect(finished.stderr).toMatch(new RegExp(`^unitsphere: [^\\n]+ \\[${code}\\]\\n$`));
    expect(finished.stderr).toContain(words);
    expect(readdirSync(folder)).toEqual(['folder', 'in.npy']);
  }
});
