import { expect, inject, test } from 'vitest';
import { cell } from '../cell.ts';
import { platformBinary } from '../platform-binary.ts';
import { run } from '../run.ts';
import { noWebGl, sets, unitBits } from '../sets.ts';

const deno = platformBinary('@deno', 'deno');
// The folder's own node_modules, no network, and no right but to read.
const args = [
  'run',
  '--node-modules-dir=manual',
  '--cached-only',
  '--no-prompt',
  '--allow-read',
  '--allow-env',
];

/** Deno has WebGPU of its own, hence the program of pages. */
test.for(sets)('Deno prints the bits of the contract with $name', async (set, { task }) => {
  cell(task, 'Deno', set);
  const { code, stdout, stderr } = await run(
    deno,
    [...args, `esm/${set.program}.js`],
    inject('folders')[set.name]!,
  );
  expect(code, stderr).toBe(0);
  if (set.name === 'webgl') expect(stdout).toMatch(noWebGl);
  else expect(stdout).toBe(unitBits);
});
