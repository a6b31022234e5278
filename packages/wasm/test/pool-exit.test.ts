import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { wasmThreads } from '../src/threads.ts';
import { until, watchInTest } from './pool-workers.ts';

const built = new URL('../dist/threads.js', import.meta.url).href;

/** Runs a script on the built package in a process of its own. */
function run(script: string): Promise<{ code: number | null; stdout: string }> {
  const source = `
    import { wasmThreads } from ${JSON.stringify(built)};
    const backend = await wasmThreads({ threads: 3, threadsFrom: 0, arena: 2 ** 20 });
    const [x, y] = [backend.allocate(3000).fill(1), backend.allocate(3000)];
    const denominator = { form: 'floor', of: 'norm', epsilon: 0 };
    const sizes = { outer: 1000, length: 3, inner: 1, stride: 3 };
    const normalize = () => backend.normalize(x, { dtype: 'float32', ...sizes, p: 1, denominator }, y);
    ${script}`;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
      // Else numbers are printed in colour under some runners.
      env: { ...process.env, FORCE_COLOR: '0' },
    });
    let stdout = '';
    child.stdout.on('data', (piece: Buffer) => {
      stdout += piece.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout }));
  });
}

test('a process that forgets to dispose exits by itself, with its workers asleep', async () => {
  const script = `
    while (backend.threads.running < 3) await new Promise((resolve) => setTimeout(resolve, 1));
    normalize();
    console.log(backend.threads.running, y[2999]);`;
  expect(await run(script)).toEqual({ code: 0, stdout: `3 ${Math.fround(1 / 3)}\n` });
});

test('or with its workers about to start', async () => {
  expect(await run('normalize(); console.log(y[2999]);')).toEqual({
    code: 0,
    stdout: `${Math.fround(1 / 3)}\n`,
  });
});

test('and process.exit ends it at once', async () => {
  expect(await run('normalize(); process.exit(3);')).toEqual({ code: 3, stdout: '' });
});

test('two hundred backends that begin and end leave no thread', async () => {
  const started = watchInTest();
  for (let round = 0; round < 200; round++) {
    const backend = await wasmThreads({ threads: 2, threadsFrom: 0, arena: 2 ** 16 });
    backend.allocate(1);
    // Some end while their worker starts, some while it sleeps.
    if (round % 4 === 0) await until(() => backend.threads.running === 2);
    backend[Symbol.dispose]();
  }
  expect(started).toHaveLength(200);
  await until(() => started.every(({ ended }) => ended));
});
