import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { cell } from '../cell.ts';
import { done, run } from '../run.ts';
import { noWebGl, sets, unitBits } from '../sets.ts';

const folders = inject('folders');

test('the bits that every consumer is held to are those of exact arithmetic', async () => {
  const rows = [
    [1e-45, -3e-45, 4e-44, 0],
    [0.1, 0.2, -0.3, 0.4],
    [3e38, -2e38, 1e38, 3.4e38],
    [1e-6, 1, -1e30, 3e37],
  ];
  const program = `import { normalizeExactly } from '@unitsphere/core/reference';
const { buffer } = normalizeExactly(Float32Array.from(${JSON.stringify(rows.flat())}), { shape: [4, 4] });
console.log(Array.from(new Uint32Array(buffer), (word) => word.toString(16).padStart(8, '0')).join(' '));
`;
  await writeFile(join(folders['cpu']!, 'exact.mjs'), program);
  expect(await done(process.execPath, ['exact.mjs'], folders['cpu']!)).toBe(unitBits);
});

test.for(sets)('a module of Node prints the bits of the contract with $name', async (set, { task }) => {
  cell(task, 'Node ESM', set);
  const { code, stdout } = await inNode(set.name, `esm/${set.programInNode ?? set.program}.js`);
  expect(code).toBe(0);
  if (set.name === 'webgl') expect(stdout).toMatch(noWebGl);
  else expect(stdout).toBe(unitBits);
});

test.for(sets)(
  '`require` in Node gives the same module, without a warning, with $name',
  async (set, { task }) => {
    cell(task, 'Node CommonJS', set);
    const { code, stdout, stderr } = await inNode(set.name, `cjs/${set.programInNode ?? set.program}.js`);
    expect(code, stderr).toBe(0);
    if (set.name === 'webgl') expect(stdout).toMatch(noWebGl);
    else expect(stdout).toBe(unitBits);
    expect(stderr).not.toMatch(/warning/i);
  },
);

test('without the package webgpu, Node has an error that says what to install', async () => {
  const { stdout } = await inNode('webgpu', 'esm/webgpu.js');
  expect(stdout).toMatch(/^backend-unavailable: .*npm install webgpu/);
});

function inNode(set: string, program: string) {
  return run(process.execPath, [program], folders[set]!);
}
