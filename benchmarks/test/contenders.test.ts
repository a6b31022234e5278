import { mkdtempSync, readdirSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { normalize } from '@unitsphere/cpu';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { globals } from 'webgpu';
import { memoryCopyAllCores } from '../contenders/memory-copy-all-cores.ts';
import { oursInNode } from '../contenders/node.ts';
import { startNodeThread } from '../contenders/node-thread.ts';
import { onTfjs } from '../contenders/on-tfjs.ts';
import { bytesToCopy } from '../contenders/prepared-copy.ts';
import { wasmThreads } from '../contenders/wasm-contenders.ts';
import { drawInputs } from '../inputs.ts';
import { attempt, attempted, type Entered, ending, entering } from './attempt.ts';
import { countBuffers } from './count-alive.ts';

// Files of the task go to a folder of this test's own.
const folder = mkdtempSync(join(tmpdir(), 'contenders-test-'));
const { GPUDevice, GPUBuffer } = globals as Record<string, never>;
const buffers = countBuffers(GPUDevice!, GPUBuffer!);
let entered: Entered[];
let tensors: number;
beforeAll(async () => {
  vi.stubEnv('TMPDIR', folder);
  entered = await entering(oursInNode());
  tensors = tf.memory().numTensors;
});
afterAll(async () => {
  await ending(entered);
  vi.unstubAllEnvs();
  rmdirSync(folder);
});

const roofs = ['Float32Array.set', 'memory.copy', 'memory.copy, all cores', 'copyBufferToBuffer'];
const hosts = ['cpu', 'wasm, resident', 'wasm, JS heap'];
const threads = 'wasm, N threads';
const devices = ['webgpu, resident', 'webgpu, array to array'];
const ops = ['tfjs op on cpu', 'tfjs op on wasm'];
const [inPlace, all] = [
  [...roofs, ...hosts, threads, ...devices],
  [...roofs, ...hosts, threads, ...devices, ...ops],
];
const taking: Readonly<Record<string, readonly string[]>> = {
  'in place': inPlace,
  'in place, inner axis': inPlace,
  float64: [...roofs, ...hosts],
  gradient: [...roofs, ...hosts, ...devices, ...ops],
  file: ['Float32Array.set', 'cpu', 'wasm, JS heap', 'webgpu, array to array'],
};

test.each(attempted)(
  '$name: roofs copy, ours are right by turns and after many runs, and leave nothing',
  async (scenario) => {
    const attempts = await attempt(entered, scenario);
    expect(attempts.filter(({ faults }) => faults.length > 0)).toEqual([]);
    expect(attempts.map(({ contender }) => contender.replace(/\d+ threads/, 'N threads'))).toEqual(
      taking[scenario.name] ?? all,
    );
    expect({ buffers: buffers(), tensors: tf.memory().numTensors, files: readdirSync(folder) }).toEqual({
      buffers: 0,
      tensors,
      files: [],
    });
  },
);

test('from array to array ours give the bits of cpu, and leave what they are given as it is', async () => {
  const tried: string[] = [];
  for (const { contender, started } of entered) {
    if (started.normalize === undefined) continue;
    tried.push(contender.name);
    for (const shape of [
      [1, 1],
      [4, 3],
      [2, 300],
    ]) {
      const x = drawInputs({ ...attempted[0]!, shape }, 5).x as Float32Array;
      const given = x.slice();
      const [rows, length] = shape as [number, number];
      expect(await started.normalize(given, rows, length), contender.name).toEqual(normalize(x, { shape }));
      expect(given, contender.name).toEqual(x);
    }
  }
  expect(tried).toHaveLength(7);
});

test('wasm gives every array back', async () => {
  const { started } = entered.find(({ contender }) => contender.name === 'wasm, resident')!;
  const scenario = { ...attempted[0]!, shape: [2 ** 15, 2 ** 10] };
  const x = new Float32Array(2 ** 25).fill(1);
  // Two arrays of 128 MiB: the memory holds them once.
  for (let turn = 0; turn < 3; turn++) await (await started.prepare({ scenario, x })).end();
  expect((await started.normalize!(x, 2 ** 15, 2 ** 10))[0]).toBe(2 ** -5);
});

test('whatever tfjs has set, each of its contenders works on its own backend', async () => {
  const both = [await onTfjs('cpu'), await onTfjs('wasm')];
  const result = () => new Float32Array(0);
  const seen: string[] = [];
  const see = (): void => {
    seen.push(tf.getBackend());
  };
  const prepared = both.map((on) => on.prepared({ run: see, result, end: see }));
  for (const { run, timed, end } of prepared) {
    run();
    tf.setBackend(seen.at(-1) === 'cpu' ? 'wasm' : 'cpu');
    await timed!(1);
    await end();
  }
  expect(seen).toEqual(['cpu', 'cpu', 'cpu', 'wasm', 'wasm', 'wasm']);
});

test('for a gradient half of the upstream is copied after the input', () => {
  const scenario = { ...attempted[0]!, shape: [2, 2], task: 'gradient' } as const;
  const x = Float32Array.of(1, 2, 3, 4);
  const upstream = Float32Array.of(5, 6, 7, 8);
  const bytes = bytesToCopy({ scenario, x, upstream });
  expect([...new Float32Array(bytes.buffer)]).toEqual([1, 2, 3, 4, 5, 6]);
});

test('threads that copy end with what they were prepared for', async () => {
  let running = 0;
  const { start } = memoryCopyAllCores(3, (...given) => {
    const thread = startNodeThread(...given);
    running++;
    const end = (): void => {
      running--;
      thread.end();
    };
    return { end };
  });
  const started = await start();
  expect(running).toBe(0);
  const scenario = { ...attempted[0]!, shape: [512, 1024] };
  const prepared = await started.prepare({ scenario, ...drawInputs(scenario, 1) });
  expect(running).toBe(2);
  for (let run = 0; run < 50; run++) prepared.run();
  await prepared.end();
  expect(running).toBe(0);
});

test('threads that do not start are said, with the reason', async () => {
  const { start } = memoryCopyAllCores(2, (_, given, failed) =>
    startNodeThread("() => { throw new Error('not today'); }", given, failed),
  );
  await expect(start()).rejects.toThrow('threads that copy do not start: not today');
  await expect(wasmThreads(1).start()).rejects.toThrow('there is one core here');
  await expect(memoryCopyAllCores(1, startNodeThread).start()).rejects.toThrow('there is one core here');
});
