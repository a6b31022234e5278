import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pageProgram, printed, programs } from './guide.ts';

// A folder of somebody's with the packages as they would be published and tfjs, and the programs of the guide in it.

const repository = realpathSync(fileURLToPath(new URL('../../../', import.meta.url)));
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tfjs-')));

interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program without what npm and the test runner leave in the environment. */
function run(command: string, args: readonly string[]): Finished {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_|VITEST|INIT_CWD|FORCE_COLOR)/i.test(name)),
  );
  return spawnSync(command, args, { cwd: folder, env, encoding: 'utf8' });
}

/** What a program prints to standard output. */
function done(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = run(command, args);
  expect(status, `${args.join(' ')}\n${stdout}${stderr}`).toBe(0);
  return stdout;
}

beforeAll(() => {
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  const packages = ['core', 'cpu', 'wasm', 'webgpu', 'tfjs'].map((name) =>
    join(repository, 'packages', name),
  );
  done('npm', ['pack', ...packages]);
  const tarballs = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  expect(tarballs).toHaveLength(packages.length);
  // tfjs comes from here, since there may be no registry.
  const quiet = ['--offline', '--legacy-peer-deps', '--no-audit', '--no-fund'];
  done('npm', ['install', ...quiet, ...tarballs.map((name) => `./${name}`)]);
  mkdirSync(join(folder, 'node_modules/@types'), { recursive: true });
  for (const name of ['@tensorflow', '@webgpu', '@types/node'])
    symlinkSync(join(repository, 'node_modules', name), join(folder, 'node_modules', name), 'junction');
  const models = join(repository, 'packages/tfjs/test/fixtures/models');
  symlinkSync(join(models, 'keras2-unit-last'), join(folder, 'model'), 'junction');
  symlinkSync(join(models, 'keras2-lambda-last'), join(folder, 'lambda'), 'junction');
  for (const [name, code] of programs) writeFileSync(join(folder, name), code);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the guide has programs, and each says what it prints', () => {
  expect(programs.size).toBeGreaterThan(0);
  expect([...printed.keys()]).toEqual([...programs.keys()]);
});

test.each([...programs.keys()].filter((name) => name !== pageProgram))(
  '%s of the guide prints what the guide shows',
  (name) => {
    expect(done(process.execPath, [name])).toBe(printed.get(name));
  },
);

test('a strict TypeScript project takes the declarations as they are', () => {
  writeFileSync(
    join(folder, 'typed.ts'),
    `import * as tf from '@tensorflow/tfjs';
import { type L2NormalizeOptions, l2Normalize, type Registered, register } from '@unitsphere/tfjs';

const registered: Registered[] = await register(tf);
const options: L2NormalizeOptions = { axis: [0, -1], like: 'keras' };
export const unit: tf.Tensor2D = l2Normalize(tf.tensor2d([[3, 4]]), options);
// @ts-expect-error: there is no such preset
l2Normalize(unit, { like: 'keras1' });
console.log(registered.length);
`,
  );
  const tsc = join(repository, 'node_modules/typescript/bin/tsc');
  const modules = ['--module', 'nodenext', '--target', 'es2022', '--lib', 'es2022,esnext.disposable,dom'];
  const { stdout } = run(process.execPath, [tsc, '--noEmit', '--strict', ...modules, 'typed.ts']);
  // tfjs's own declarations are not strict: the compiler has looked at ours if it complains of those.
  const complaints = stdout.split('\n').filter((line) => /^\S/.test(line));
  expect(complaints.some((line) => line.includes('@tensorflow'))).toBe(true);
  expect(complaints.filter((line) => /^typed|@unitsphere/.test(line))).toEqual([]);
});
