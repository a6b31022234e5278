import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { cell } from '../cell.ts';
import { compile, type Resolution } from '../compile.ts';
import { sets } from '../sets.ts';

const folders = inject('folders');
const resolutions: readonly Resolution[] = ['nodenext', 'bundler'];

/**
 * Packages whose own declarations the compiler does not take as they are. TypeScript 6 knows WebGPU, which tfjs brings
 * declarations of, and the two differ.
 */
const faultyOfOthers: Readonly<Record<string, readonly string[]>> = {
  tfjs: ['@tensorflow/tfjs-core', '@tensorflow/tfjs-layers', '@webgpu/types'],
};

for (const resolution of resolutions)
  test.for(sets)(
    `strict TypeScript by ${resolution} takes the declarations without skipLibCheck with $name`,
    ({ name, program, ...set }, { task }) => {
      cell(task, `TypeScript ${resolution}`, { name, program, ...set });
      const said = compile(folders[name]!, [`ts/${program}.ts`], resolution);
      const ofOthers = faultyOfOthers[name] ?? [];
      expect([...said.keys()].sort()).toEqual(ofOthers);
    },
  );

/**
 * Calls that have to fail to compile, each with what says so (`@ts-expect-error`): the compiler complains where a
 * declaration in a tarball became weaker than its source.
 */
for (const resolution of resolutions)
  test.for(sets)(
    `by ${resolution}, wrong calls of what $name installs fail to compile`,
    async ({ name, packages }) => {
      // Core's, which every set has, once.
      const calls = packages.filter((each) => each === name || (each === 'core' && name === 'cpu'));
      for (const each of calls) {
        const source = new URL(`../../packages/${each}/test/calls.types.ts`, import.meta.url);
        await copyFile(source, join(folders[name]!, 'ts', `calls-of-${each}.ts`));
      }
      const files = calls.map((each) => `ts/calls-of-${each}.ts`);
      const said = [...compile(folders[name]!, files, resolution).values()].flat();
      expect(said.filter((line) => line.startsWith('ts/'))).toEqual([]);
    },
  );

// What has a GPU or a WebAssembly memory in its declarations needs the library that declares those.
test.for(['cpu', 'conformance', 'unitsphere'])(
  'a project for Node alone, without the library dom, compiles with %s',
  (name) => {
    const types = [fileURLToPath(new URL('../../node_modules/@types/node', import.meta.url))];
    const options = { lib: ['lib.es2022.d.ts'], types };
    expect([...compile(folders[name]!, [`ts/${name}.ts`], 'nodenext', options).values()].flat()).toEqual([]);
  },
);

test('the compiler sees a fault in the declarations', () => {
  const said = compile(folders['webgpu']!, ['ts/webgpu.ts'], 'nodenext', { lib: ['lib.es2022.d.ts'] });
  expect([...said.keys()]).toEqual(['@unitsphere/webgpu']);
});
