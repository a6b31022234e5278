import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bundlers } from './bundlers.ts';

const manifests = new URL('../../packages/', import.meta.url);
const names = readdirSync(manifests).map(
  (folder) => JSON.parse(readFileSync(new URL(`${folder}/package.json`, manifests), 'utf8')).name as string,
);

/** What gives them away, minified or not: WebAssembly's name, a shader's entry in WGSL, a function of every GLSL text. */
const traces = { webAssembly: /WebAssembly|0061736d/, wgsl: /@compute/, glsl: /texel_of_thread/ };

function found(text: string): string[] {
  return Object.entries(traces).flatMap(([name, trace]) => (trace.test(text) ? [name] : []));
}

describe.each(Object.entries(bundlers))('%s', (_, bundle) => {
  const whole = async (program: string): Promise<string> => Object.values(await bundle(program)).join('\n');

  test.each([
    ['a call of cpu', `import { normalize } from '@unitsphere/cpu';\nconsole.log(normalize([3, 4]));`],
    [
      "cpu's normalizer",
      `import { createNormalizer } from '@unitsphere/core';
      import { cpu } from '@unitsphere/cpu';
      console.log(createNormalizer(cpu()).normalize([3, 4]));`,
    ],
    ['all of cpu', `import * as all from '@unitsphere/cpu';\nconsole.log({ ...all });`],
  ])('no shader and no WebAssembly is in a bundle of %s', async (_, program) => {
    const text = await whole(program);
    // What is looked through is the program's own code: an error of core is in all of them.
    expect(text).toContain('repeated-axis');
    expect(found(text)).toEqual([]);
  });

  test.each([
    ['wasm', 'webAssembly'],
    ['webgpu', 'wgsl'],
    ['webgl', 'glsl'],
  ])('a bundle of %s has its own and no other: %s', async (name, own) => {
    const program = `import { ${name} } from '@unitsphere/${name}';\nconsole.log(await ${name}());`;
    expect(found(await whole(program))).toEqual([own]);
  });

  test('what pick loads when it is called is in files of its own, and all of it is there', async () => {
    const program = `import { pick } from 'unitsphere';\nconsole.log((await pick()).normalize([3, 4]));`;
    const { 'main.js': main, ...later } = await bundle(program);
    expect(found(main!)).toEqual([]);
    expect(Object.values(later).flatMap(found).sort()).toEqual(['glsl', 'webAssembly', 'wgsl']);
  });

  // Apart: esbuild keeps an empty import of what is loaded by unitsphere and imported beside it.
  test.each([
    ['unitsphere', ['unitsphere']],
    ['the others', names.filter((name) => name !== 'unitsphere')],
  ])('imports of %s that are not used add not one byte', async (_, unused) => {
    const nothing = 'console.log(1);';
    const bare = unused.map((name) => `import '${name}';`);
    const whole = unused.map((name, i) => `import * as all${i} from '${name}';`);
    const { 'main.js': expected } = await bundle(nothing);
    expect(expected).toMatch(/^.{10,40}$/s);
    // esbuild writes what unitsphere would load, which nothing then loads.
    const { 'main.js': main } = await bundle([...bare, ...whole, nothing].join('\n'));
    expect(main).toBe(expected);
  });
});
