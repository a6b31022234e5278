import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

// A folder with the packages as they are built, beside the oldest tfjs that they accept.

const packages = fileURLToPath(new URL('../../', import.meta.url));
const { resolve } = createRequire(import.meta.url);
const [lowest, current] = ['tfjs-lowest', '@tensorflow/tfjs'].map((name) =>
  dirname(realpathSync(resolve(`${name}/package.json`))),
) as [string, string];
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tfjs-lowest-')));

beforeAll(() => {
  const modules = join(folder, 'node_modules');
  for (const name of ['core', 'cpu', 'wasm', 'webgpu', 'tfjs']) {
    for (const part of ['package.json', 'dist'])
      cpSync(join(packages, name, part), join(modules, '@unitsphere', name, part), { recursive: true });
  }
  mkdirSync(join(modules, '@tensorflow'));
  symlinkSync(lowest, join(modules, '@tensorflow/tfjs'));
  symlinkSync(current, join(modules, 'another-tfjs'));
  for (const name of ['tfjs-core', 'tfjs-layers', 'tfjs-backend-cpu'])
    symlinkSync(join(lowest, 'node_modules/@tensorflow', name), join(modules, '@tensorflow', name));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What a program in the folder prints, as JSON. */
function run(name: string, program: string): unknown {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, program);
  const { status, stdout, stderr } = spawnSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout);
}

const start = `
  import * as tf from '@tensorflow/tfjs';
  import * as core from '@tensorflow/tfjs-core';
  import { l2Normalize, register } from '@unitsphere/tfjs';
  const registered = await register(tf);
  const x = tf.tensor2d([[3e-20, 4e-20], [3, 4]]);
  const first = tf.grad((x) => tf.sum(tf.mul(l2Normalize(x), [1, 0])));
`;

test('the op and its gradient run on tfjs 4.10.0', () => {
  const program = `${start}
    console.log(JSON.stringify({
      versions: [tf.version_core, core.version_core],
      registered,
      y: Array.from(l2Normalize(x).dataSync()),
      dx: Array.from(first(tf.tensor2d([[3, 4]])).dataSync()),
    }));`;
  expect(run('op', program)).toEqual({
    versions: ['4.10.0', '4.10.0'],
    registered: [{ backend: 'cpu', kernels: 'exact' }],
    y: [0.6, 0.8, 0.6, 0.8].map(Math.fround),
    dx: [0.128, -0.096].map(Math.fround),
  });
});

test('its second derivative does too', () => {
  // Of 4.10.0's own operations: d²/dx² of x/sqrt(x² + y²) is −3xy²/N⁵.
  const program = `${start}
    const second = tf.grad((x) => tf.sum(tf.mul(first(x), [1, 0])));
    console.log(JSON.stringify(Array.from(second(tf.tensor2d([[3, 4]])).dataSync())));`;
  const [along] = run('second', program) as number[];
  expect(along! / (-144 / 3125)).toBeCloseTo(1, 5);
});

test('a model with the layer trains, and comes back from its JSON with the same bits', () => {
  const program = `${start}
    import { L2Normalization, registerLayers } from '@unitsphere/tfjs/layers';
    registerLayers(tf);
    const model = tf.sequential();
    model.add(tf.layers.dense({ units: 3, inputShape: [2], kernelInitializer: tf.initializers.randomNormal({ seed: 1 }) }));
    model.add(new L2Normalization());
    model.compile({ optimizer: 'sgd', loss: 'cosineProximity' });
    const { history } = await model.fit(x, tf.tensor2d([[1, 0, 0], [0, 1, 0]]), { epochs: 3, verbose: 0 });
    let saved;
    await model.save(tf.io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }));
    const again = await tf.loadLayersModel(tf.io.fromMemory(saved));
    const [y, z] = [model, again].map((one) => Array.from(one.predict(x).dataSync()));
    console.log(JSON.stringify({ losses: history.loss, y, z }));`;
  const { losses, y, z } = run('layers', program) as Record<'losses' | 'y' | 'z', number[]>;
  expect(losses[2]).toBeLessThan(losses[0]!);
  expect(Math.hypot(...y!.slice(3))).toBeCloseTo(1, 6);
  expect(z).toEqual(y);
});

test('with tfjs-core and a backend alone, an empty tensor has a gradient like any other', () => {
  const program = `
    import * as tf from '@tensorflow/tfjs-core';
    import '@tensorflow/tfjs-backend-cpu';
    import { l2Normalize, register } from '@unitsphere/tfjs';
    await register(tf);
    const dx = tf.grad((x) => l2Normalize(x));
    const along = Array.from(dx(tf.tensor2d([[3, 4]]), tf.tensor2d([[1, 0]])).dataSync());
    console.log(JSON.stringify({ empty: dx(tf.zeros([0, 3])).shape, along }));`;
  const along = [0.128, -0.096].map(Math.fround);
  expect(run('alone', program)).toEqual({ empty: [0, 3], along });
});

test('tf can be another copy of tfjs than the one that this package imports', () => {
  const program = `
    import * as another from 'another-tfjs';
    import { version_core } from '@tensorflow/tfjs-core';
    import { l2Normalize, register } from '@unitsphere/tfjs';
    await register(another);
    const dx = another.grad((x) => another.sum(another.mul(l2Normalize(x), [1, 0])))(another.tensor2d([[3, 4]]));
    const y = l2Normalize(another.tensor1d([3, 4]));
    console.log(JSON.stringify([another.version_core, version_core, ...y.dataSync(), ...dx.dataSync()]));`;
  expect(run('copies', program)).toEqual(['4.22.0', '4.10.0', ...[0.6, 0.8, 0.128, -0.096].map(Math.fround)]);
});
