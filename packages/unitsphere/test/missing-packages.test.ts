import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from './run-command.ts';

const installed = fileURLToPath(new URL('../../../node_modules', import.meta.url));
const vectors = fileURLToPath(new URL('../../../examples/glove-5000x100.npy', import.meta.url));

/** A `node_modules` with what is installed here but for some packages. */
function folderWithout(...missing: readonly string[]): string {
  const folder = join(temporaryFolder(), 'node_modules');
  mkdirSync(join(folder, '@unitsphere'), { recursive: true });
  const names = readdirSync(installed).filter((name) => name !== '@unitsphere');
  const ours = readdirSync(join(installed, '@unitsphere')).map((name) => `@unitsphere/${name}`);
  for (const name of [...names, ...ours])
    if (!missing.includes(name)) symlinkSync(join(installed, name), join(folder, name));
  return folder;
}

function node(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const kept = ['--preserve-symlinks', '--preserve-symlinks-main'];
  const { FORCE_COLOR: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [...kept, ...args], {
    encoding: 'utf8',
    env,
  });
  return { status, stdout, stderr };
}

/** Runs a program in which `pick` is that of the folder. */
function program(folder: string, body: string): ReturnType<typeof node> {
  const index = JSON.stringify(join(folder, 'unitsphere/dist/index.js'));
  return node('--input-type=module', '--eval', `const { pick } = await import(${index});\n${body}`);
}

test('cpu is picked where nothing else is installed, with each reason in why', () => {
  const folder = folderWithout('@unitsphere/wasm', '@unitsphere/webgpu', '@unitsphere/webgl', 'webgpu');
  const finished = program(
    folder,
    `for (const residency of ['host', 'device']) {
      const normalizer = await pick({ residency });
      console.log(normalizer.backend.name, normalizer.normalize([3, 4]));
      for (const { name, verdict } of normalizer.backend.considered) console.log(name, verdict.slice(0, 40));
    }`,
  );
  expect(finished).toEqual({
    status: 0,
    stderr: '',
    stdout: [
      'cpu [ 0.6, 0.8 ]',
      "wasm does not start: Cannot find package '@un",
      "cpu for values in the host's memory",
      'webgpu for values on a device',
      'webgl for values on a device',
      'cpu [ 0.6, 0.8 ]',
      'webgpu does not start: Node has no WebGPU of it',
      'webgl does not start: WebGL needs a browser',
      "wasm does not start: Cannot find package '@un",
      "cpu for values in the host's memory",
      '',
    ].join('\n'),
  });
});

test('without the package @unitsphere/webgl a page that names it is told what to install', () => {
  const body = `
    globalThis.WebGL2RenderingContext = class {};
    await pick({ backends: ['webgl'] }).catch(({ code, message }) => console.log(code, message));`;
  expect(program(folderWithout('@unitsphere/webgl'), body)).toEqual({
    status: 0,
    stderr: '',
    stdout:
      'backend-unavailable backend webgl does not start: @unitsphere/webgl does not load: is it installed? npm install @unitsphere/webgl\n',
  });
});

test('without the package webgpu the command says in one line what to install', () => {
  const folder = folderWithout('webgpu');
  const command = [join(folder, 'unitsphere/bin/unitsphere.js'), 'normalize', vectors];
  expect(node(...command, '-o', join(folder, 'out.npy'), '--backend', 'webgpu')).toEqual({
    status: 1,
    stdout: '',
    stderr:
      'unitsphere: backend webgpu does not start: Node has no WebGPU of its own: npm install webgpu [backend-unavailable]\n',
  });
});
