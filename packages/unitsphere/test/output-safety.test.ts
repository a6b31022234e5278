import { execFile, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { killLoop, strays } from './kill-loop.mjs';
import { float32Of, float64Of, npy, parts, sample } from './npy.ts';
import { commandPath, run, temporaryFolder } from './run-command.ts';

const input = npy(Float32Array.from([3, 4, 5, 12]), { shape: [2, 2] });
const unit = Float32Array.from([3 / 5, 4 / 5, 5 / 13, 12 / 13]);

/** A folder with in.npy; the paths of more names in it. */
function folderWithInput(): { folder: string; path: (name: string) => string } {
  const folder = temporaryFolder();
  const path = (name: string): string => join(folder, name);
  writeFileSync(path('in.npy'), input);
  return { folder, path };
}

test.each([
  ['output', ['--norms', 'new.npy', '-o', 'old.npy']],
  ['norms file', ['-o', 'new.npy', '--norms', 'old.npy']],
])('an existing %s is left alone without --force and replaced with it', async (_, flags) => {
  const { folder, path } = folderWithInput();
  writeFileSync(path('old.npy'), 'precious');
  const args = [
    'normalize',
    path('in.npy'),
    ...flags.map((flag) => (flag.endsWith('npy') ? path(flag) : flag)),
  ];
  const refused = await run(args);
  expect(refused).toMatchObject({
    code: 1,
    stderr: `unitsphere: ${path('old.npy')} exists; give --force to overwrite it [output-exists]\n`,
  });
  expect(readFileSync(path('old.npy'), 'utf8')).toBe('precious');
  expect(readdirSync(folder)).toEqual(['in.npy', 'old.npy']);
  expect((await run([...args, '--force'])).code).toBe(0);
  expect(readdirSync(folder)).toEqual(['in.npy', 'new.npy', 'old.npy']);
  expect(parts(path('old.npy')).body.length).toBe(16);
});

test('an output that appears during the work is left alone, and the norms do not appear', async () => {
  const { folder, path } = folderWithInput();
  const args = ['normalize', '-', '-o', path('out.npy'), '--norms', path('norms.npy')];
  const child = spawn(process.execPath, [commandPath, ...args]);
  let stderr = '';
  child.stderr.on('data', (piece: Buffer) => {
    stderr += piece.toString();
  });
  child.stdin.write(input.subarray(0, -4));
  while (strays(path('out.npy')).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  writeFileSync(path('out.npy'), 'precious');
  child.stdin.end(input.subarray(-4));
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `unitsphere: ${path('out.npy')} appeared meanwhile; give --force to overwrite it [output-exists]\n`,
  });
  expect(readFileSync(path('out.npy'), 'utf8')).toBe('precious');
  expect(readdirSync(folder)).toEqual(['in.npy', 'out.npy']);
});

test('--in-place replaces the file by its result and keeps its mode', async () => {
  const { folder, path } = folderWithInput();
  chmodSync(path('in.npy'), 0o640);
  const { code } = await run(['normalize', path('in.npy'), '--in-place', '--norms', path('norms.npy')]);
  expect(code).toBe(0);
  expect(float32Of(parts(path('in.npy')))).toEqual(unit);
  expect(float64Of(parts(path('norms.npy')))).toEqual(new Float64Array([5, 13]));
  expect(statSync(path('in.npy')).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder)).toEqual(['in.npy', 'norms.npy']);
});

test('--in-place through a link replaces the file that it leads to, not the link', async () => {
  const { folder, path } = folderWithInput();
  mkdirSync(path('links'));
  symlinkSync('../in.npy', path('links/link.npy'));
  expect((await run(['normalize', path('links/link.npy'), '--in-place'])).code).toBe(0);
  expect(readlinkSync(path('links/link.npy'))).toBe('../in.npy');
  expect(float32Of(parts(path('in.npy')))).toEqual(unit);
  expect(readdirSync(folder)).toEqual(['in.npy', 'links']);
  expect(readdirSync(path('links'))).toEqual(['link.npy']);
});

test('--in-place leaves a damaged file as it is', async () => {
  const { folder, path } = folderWithInput();
  writeFileSync(path('in.npy'), input.subarray(0, -1));
  expect((await run(['normalize', path('in.npy'), '--in-place'])).code).toBe(1);
  expect(readFileSync(path('in.npy')).equals(input.subarray(0, -1))).toBe(true);
  expect(readdirSync(folder)).toEqual(['in.npy']);
});

test('--in-place is refused for what is no regular file', async () => {
  const { path } = folderWithInput();
  execFileSync('sh', ['-c', 'mkfifo "$0"', path('pipe')]);
  const feeding = promisify(execFile)('sh', ['-c', 'cat "$0" > "$1"', path('in.npy'), path('pipe')]);
  const finished = await run(['normalize', path('pipe'), '--in-place']);
  await feeding;
  expect(finished.code).toBe(2);
  expect(finished.stderr).toMatch(/^unitsphere: --in-place needs a regular file.* \[invalid-argument\]\n$/);
});

test.each(['in.npy', './in.npy', 'soft.npy', 'hard.npy'])(
  'the input is not overwritten under the name %s, not even with --force',
  async (name) => {
    const { folder, path } = folderWithInput();
    symlinkSync('in.npy', path('soft.npy'));
    linkSync(path('in.npy'), path('hard.npy'));
    for (const flags of [
      ['-o', `${folder}/${name}`],
      ['-o', path('out.npy'), '--norms', `${folder}/${name}`],
    ]) {
      const { code, stderr } = await run(['normalize', path('in.npy'), ...flags, '--force']);
      expect(code).toBe(2);
      expect(stderr).toMatch(/^unitsphere: .* is the input itself.* \[same-file\]\n$/);
      expect(readFileSync(path('in.npy')).equals(input)).toBe(true);
    }
    expect(existsSync(path('out.npy'))).toBe(false);
  },
);

test('the output and the norms cannot be one file', async () => {
  const { folder, path } = folderWithInput();
  const flags = ['-o', path('out.npy'), '--norms', `${folder}/../${folder.split('/').at(-1)}/out.npy`];
  const { code, stderr } = await run(['normalize', path('in.npy'), ...flags]);
  expect(code).toBe(2);
  expect(stderr).toContain('[conflicting-outputs]');
  expect(readdirSync(folder)).toEqual(['in.npy']);
});

test('temporary files of dead processes for the same target are cleaned, and no others', async () => {
  const { folder, path } = folderWithInput();
  const dead = Number(execFileSync('sh', ['-c', 'echo $$']).toString());
  const kept = [
    `.out.npy.${process.pid}-00c0ffee.unitsphere-tmp`,
    '.out.npy.1-00c0ffee.unitsphere-tmp',
    `.other.npy.${dead}-00c0ffee.unitsphere-tmp`,
    `.out.npy.${dead}x-00c0ffee.unitsphere-tmp`,
    `.out.npy.${dead}.unitsphere-tmp`,
    '.out.npy.unitsphere-tmp',
    `out.npy.${dead}-00c0ffee.unitsphere-tmp`,
  ];
  for (const name of [...kept, `.out.npy.${dead}-00c0ffee.unitsphere-tmp`]) writeFileSync(path(name), 'x');
  expect((await run(['normalize', path('in.npy'), '-o', path('out.npy')])).code).toBe(0);
  expect(readdirSync(folder).sort()).toEqual([...kept, 'in.npy', 'out.npy'].sort());
});

test('killed at random moments, the target is as before or whole, and the next run cleans up', async () => {
  const { path } = folderWithInput();
  writeFileSync(path('in.npy'), npy(sample(4_000_000), { shape: [40_000, 100] }));
  const started = performance.now();
  expect((await run(['normalize', path('in.npy'), '-o', path('out.npy')])).code).toBe(0);
  const duration = performance.now() - started;
  const result = readFileSync(path('out.npy'));
  const outcome = await killLoop({
    command: commandPath,
    input: path('in.npy'),
    output: path('out.npy'),
    count: 8,
    duration,
    isWhole: (file) => readFileSync(file).equals(result),
  });
  expect(outcome.broken).toBe(0);
  expect(outcome.killed).toBeGreaterThan(0);
  expect(outcome.strays).toBeLessThanOrEqual(1);
  expect((await run(['normalize', path('in.npy'), '-o', path('out.npy'), '--force'])).code).toBe(0);
  expect(strays(path('out.npy'))).toEqual([]);
  expect(readFileSync(path('out.npy')).equals(result)).toBe(true);
});

test('a full device is an error with its own code', async () => {
  const { path } = folderWithInput();
  expect(await run(['normalize', path('in.npy'), '-o', '/dev/full'])).toMatchObject({
    code: 1,
    stderr: 'unitsphere: /dev/full cannot be written: no space left on device (ENOSPC) [disk-full]\n',
  });
});

test('a file that may not grow further leaves nothing behind', async () => {
  const { folder, path } = folderWithInput();
  writeFileSync(path('in.npy'), npy(sample(1_000_000), { shape: [10_000, 100] }));
  const limited = `trap '' XFSZ; ulimit -f 1000; exec "$0" "$@"`;
  const args = [commandPath, 'normalize', path('in.npy'), '-o', path('out.npy')];
  const finished = promisify(execFile)('sh', ['-c', limited, process.execPath, ...args]);
  await expect(finished).rejects.toMatchObject({
    code: 1,
    stderr: `unitsphere: ${path('out.npy')} cannot be written: file too large (EFBIG) [write-failed]\n`,
  });
  expect(readdirSync(folder)).toEqual(['in.npy']);
});

test('a full disk leaves the old file and nothing else behind', async (context) => {
  const { path } = folderWithInput();
  writeFileSync(path('in.npy'), npy(sample(1_000_000), { shape: [10_000, 100] }));
  mkdirSync(path('disk'));
  try {
    execFileSync('sh', ['-c', 'mount -t tmpfs -o size=1m tmpfs "$0"', path('disk')], { stdio: 'pipe' });
  } catch {
    context.skip('mounting a small file system needs root; the two tests before stand in for this one');
  }
  onTestFinished(() => void execFileSync('sh', ['-c', 'umount "$0"', path('disk')]));
  writeFileSync(path('disk/out.npy'), 'precious');
  const finished = await run(['normalize', path('in.npy'), '-o', path('disk/out.npy'), '--force']);
  expect(finished).toMatchObject({
    code: 1,
    stderr: `unitsphere: ${path('disk/out.npy')} cannot be written: no space left on device (ENOSPC) [disk-full]\n`,
  });
  expect(readdirSync(path('disk'))).toEqual(['out.npy']);
  expect(readFileSync(path('disk/out.npy'), 'utf8')).toBe('precious');
});
