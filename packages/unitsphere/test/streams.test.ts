import { execFile, spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { float32Of, float64Of, npy, parts, sample } from './npy.ts';
import { commandPath, run, temporaryFolder } from './run-command.ts';

const values = Float32Array.from([3, 4, 0, 0, 5, 12]);
const input = npy(values, { shape: [3, 2] });
const unit = Float32Array.from([3 / 5, 4 / 5, 0, 0, 5 / 13, 12 / 13]);

test('standard input to standard output: the file alone on one, the summary on the other', async () => {
  const { code, stdout, stderr } = await run(['normalize', '-', '-o', '-'], input);
  expect(code).toBe(0);
  expect(float32Of(parts(stdout))).toEqual(unit);
  expect(stderr).toMatch(/^\[3,2\] float32 on cpu: .*\nslices: 1 zero, .*; wrote standard output\n$/);
});

test('with -o - the object of --json goes to standard error', async () => {
  const { stdout, stderr } = await run(['normalize', '-', '-o', '-', '--json'], input);
  expect(float32Of(parts(stdout))).toEqual(unit);
  expect(JSON.parse(stderr)).toMatchObject({ shape: [3, 2], zeroSlices: 1, output: '-' });
});

test('--norms - writes the norms to standard output and the object of --json to standard error', async () => {
  const output = join(temporaryFolder(), 'out.npy');
  const { stdout, stderr } = await run(['normalize', '-', '-o', output, '--norms', '-', '--json'], input);
  expect(float64Of(parts(stdout))).toEqual(new Float64Array([5, 0, 13]));
  expect(float32Of(parts(output))).toEqual(unit);
  expect(JSON.parse(stderr)).toMatchObject({ norms: '-' });
});

test('a stream of several tiles gives the same bytes as a file', async () => {
  const folder = temporaryFolder();
  const [path, output] = [join(folder, 'in.npy'), join(folder, 'out.npy')];
  const large = npy(sample(2_400_000), { shape: [24_000, 100] });
  writeFileSync(path, large);
  await run(['normalize', path, '-o', output]);
  const { code, stdout } = await run(['normalize', '-', '-o', '-'], large);
  expect(code).toBe(0);
  expect(stdout.equals(readFileSync(output))).toBe(true);
});

test('the first axis of a stream is normalized in one piece', async () => {
  const { stdout } = await run(['normalize', '-', '-o', '-', '--axis', '0'], input);
  const [a, b] = [Math.sqrt(34), Math.sqrt(160)];
  expect(float32Of(parts(stdout))).toEqual(Float32Array.from([3 / a, 4 / b, 0, 0, 5 / a, 12 / b]));
});

test.each([
  ['file-empty', Buffer.alloc(0), 'standard input is empty'],
  ['file-truncated', input.subarray(0, -3), `makes ${input.length} bytes, got ${input.length - 3}`],
  [
    'file-too-long',
    Buffer.concat([input, input]),
    `makes ${input.length} bytes, got ${input.length + 1} or more`,
  ],
  ['not-npy', Buffer.from('hello, world'), 'standard input is not a .npy file'],
])('%s is found on standard input too, and no file appears', async (code, bytes, words) => {
  const folder = temporaryFolder();
  const finished = await run(['normalize', '-', '-o', join(folder, 'out.npy')], bytes);
  expect(finished.code).toBe(1);
  expect(finished.stderr).toMatch(new RegExp(`^unitsphere: [^\\n]+ \\[${code}\\]\\n$`));
  expect(finished.stderr).toContain(words);
  expect(readdirSync(folder)).toEqual([]);
});

test('a reader that stops early is an error of one line, and the norms file does not appear', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'in.npy');
  writeFileSync(path, npy(sample(3_000_000), { shape: [30_000, 100] }));
  const child = spawn(
    process.execPath,
    [commandPath, 'normalize', path, '-o', '-', '--norms', join(folder, 'norms.npy')],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  child.stdout.once('data', () => child.stdout.destroy());
  let stderr = '';
  child.stderr.on('data', (piece: Buffer) => {
    stderr += piece.toString();
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(code).toBe(1);
  expect(stderr).toBe(
    'unitsphere: standard output was closed by its reader before everything was written [output-closed]\n',
  );
  expect(readdirSync(folder)).toEqual(['in.npy']);
});

test('named pipes are read and written like streams', async () => {
  const folder = temporaryFolder();
  const [path, from, to] = ['in.npy', 'from', 'to'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(path, input);
  await promisify(execFile)('sh', ['-c', 'mkfifo "$0" "$1"', from, to]);
  const feeding = promisify(execFile)('sh', ['-c', 'cat "$0" > "$1"', path, from]);
  const reading = promisify(execFile)('cat', [to], { encoding: 'buffer' });
  expect(await run(['normalize', from, '-o', to])).toMatchObject({ code: 0, stderr: '' });
  await feeding;
  expect(float32Of(parts((await reading).stdout))).toEqual(unit);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s removes the temporary file and exits with %i', async (signal, expected) => {
  const folder = temporaryFolder();
  const child = spawn(process.execPath, [commandPath, 'normalize', '-', '-o', join(folder, 'out.npy')]);
  let stderr = '';
  child.stderr.on('data', (piece: Buffer) => {
    stderr += piece.toString();
  });
  child.stdin.write(input.subarray(0, -4));
  while (readdirSync(folder).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(readdirSync(folder)[0]).toMatch(
    new RegExp(`^\\.out\\.npy\\.${child.pid}-[0-9a-f]{8}\\.unitsphere-tmp$`),
  );
  child.kill(signal);
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect({ code, stderr }).toEqual({
    code: expected,
    stderr: `unitsphere: interrupted by ${signal} [interrupted]\n`,
  });
  expect(readdirSync(folder)).toEqual([]);
});
