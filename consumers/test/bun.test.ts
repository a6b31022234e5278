import { expect, inject, test } from 'vitest';
import { cell } from '../cell.ts';
import { platformBinary } from '../platform-binary.ts';
import { run } from '../run.ts';
import { noWebGl, sets, unitBits } from '../sets.ts';

const bun = platformBinary('@oven', 'bin/bun');

/** Bun loads Dawn, the package `webgpu`, as Node does. */
test.for(sets)('Bun prints the bits of the contract with $name', async (set, { task }) => {
  cell(task, 'Bun', set);
  const { code, stdout, stderr } = await inBun(set.name, set.programInNode ?? set.program);
  expect(code, stderr).toBe(0);
  if (set.name === 'webgl') expect(stdout).toMatch(noWebGl);
  else expect(stdout).toBe(unitBits);
});

test('without the package webgpu, Bun has an error that says what to install', async () => {
  const { stdout } = await inBun('webgpu', 'webgpu');
  expect(stdout).toMatch(/^backend-unavailable: .*npm install webgpu/);
});

function inBun(set: string, program: string) {
  return run(bun, ['--no-install', `esm/${program}.js`], inject('folders')[set]!);
}
