import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { run, temporaryFolder } from './run-command.ts';

const vectors = fileURLToPath(new URL('../../../examples/glove-5000x100.npy', import.meta.url));
const installed = fileURLToPath(new URL('../../../node_modules', import.meta.url));

test('--backend webgpu takes the package webgpu in Node, and ends; auto does without', async () => {
  const folder = temporaryFolder();
  const written: Buffer[] = [];
  for (const [backend, words] of [
    ['webgpu', 'float32 on webgpu'],
    ['auto', 'float32 on wasm'],
  ] as const) {
    const output = join(folder, `${backend}.npy`);
    const finished = await run(['normalize', vectors, '-o', output, '--backend', backend]);
    expect(finished).toMatchObject({ code: 0, stderr: '' });
    expect(finished.stdout.toString()).toContain(words);
    written.push(readFileSync(output));
  }
  expect(written[0]!.equals(written[1]!)).toBe(true);
});

test('without that package it says in one line what to install', () => {
  const folder = join(temporaryFolder(), 'node_modules');
  mkdirSync(folder);
  for (const name of readdirSync(installed))
    if (name !== 'webgpu') symlinkSync(join(installed, name), join(folder, name));
  const args = [
    '--preserve-symlinks',
    '--preserve-symlinks-main',
    join(folder, 'unitsphere/bin/unitsphere.js'),
  ];
  const output = ['-o', join(folder, 'out.npy')];
  const { status, stderr } = spawnSync(
    process.execPath,
    [...args, 'normalize', vectors, ...output, '--backend', 'webgpu'],
    { encoding: 'utf8' },
  );
  expect(stderr).toBe(
    'unitsphere: backend webgpu does not start: Node has no WebGPU of its own: npm install webgpu [backend-unavailable]\n',
  );
  expect(status).toBe(1);
});
