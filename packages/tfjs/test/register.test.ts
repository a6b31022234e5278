import * as tf from '@tensorflow/tfjs';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { l2Normalize, register } from '../src/index.ts';
import { gradientKernel, normalizeKernel } from '../src/kernels.ts';
import { useBackend } from './tfjs-backends.ts';

const backends = (): string[] => Object.keys(tf.engine().registryFactory);

function unregister(): void {
  for (const backend of backends())
    for (const kernel of [normalizeKernel, gradientKernel])
      if (tf.getKernel(kernel, backend)) tf.unregisterKernel(kernel, backend);
}

beforeEach(async () => {
  await useBackend('cpu');
  unregister();
});

const works = (): number[] => tf.tidy(() => [...l2Normalize([3, 4]).dataSync()]);
const unit = [0.6, 0.8].map(Math.fround);

test('without it the op is backend-unavailable, and says the line to write', async () => {
  const message = "nothing is registered for tfjs's backend cpu: await register(tf) once it has started";
  expect(works).toThrow(expect.objectContaining({ code: 'backend-unavailable', message }));
  await register(tf);
  expect(works()).toEqual(unit);
});

test('it says how the op runs on each backend that tfjs knows', async () => {
  tf.registerBackend('mine', () => tf.backend(), 0);
  onTestFinished(() => void tf.engine().removeBackend('mine'));
  expect(await register(tf)).toEqual(
    expect.arrayContaining([
      { backend: 'cpu', kernels: 'exact' },
      { backend: 'wasm', kernels: 'exact' },
      { backend: 'mine', kernels: 'composed', why: "nothing is known of tfjs's backend mine" },
    ]),
  );
});

test('it can come before the backend is set, and after', async () => {
  await register(tf);
  await tf.setBackend('wasm');
  expect(works()).toEqual(unit);
  unregister();
  await register(tf);
  expect(works()).toEqual(unit);
  await tf.setBackend('cpu');
  expect(works()).toEqual(unit);
});

test('it waits for a backend that is being set', async () => {
  const instance = tf.backend();
  tf.registerBackend('slow', () => new Promise((done) => setTimeout(done, 300, instance)));
  onTestFinished(() => tf.removeBackend('slow'));
  const setting = tf.setBackend('slow');
  await register(tf);
  expect([tf.getBackend(), tf.engine().backend === instance]).toEqual(['slow', true]);
  await setting;
});

test('twice, and twice at once, is as good as once', async () => {
  const first = await register(tf);
  const names = tf.getKernelsForBackend('cpu').length;
  const warn = vi.spyOn(console, 'warn');
  onTestFinished(() => warn.mockRestore());
  expect(await register(tf)).toEqual(first);
  unregister();
  const both = await Promise.all([register(tf), register(tf), register(tf)]);
  expect(both).toEqual([first, first, first]);
  expect(tf.getKernelsForBackend('cpu')).toHaveLength(names);
  expect(warn).not.toHaveBeenCalled();
  expect(works()).toEqual(unit);
});

test('a backend that starts anew needs no second call', async () => {
  await register(tf);
  for (let i = 0; i < 2; i++) {
    await useBackend('wasm');
    expect(works()).toEqual(unit);
  }
});

test('a backend whose memory cannot be found is composed, and so it says', async () => {
  await useBackend('wasm');
  const instance = tf.backend() as unknown as { getMemoryOffset: unknown };
  instance.getMemoryOffset = undefined;
  expect(await register(tf)).toContainEqual({
    backend: 'wasm',
    kernels: 'composed',
    why: "tfjs's wasm is not one that is known: its memory cannot be found",
  });
  Reflect.deleteProperty(instance, 'getMemoryOffset');
  expect(await register(tf)).toContainEqual({ backend: 'wasm', kernels: 'exact' });
});

test('where WebAssembly does not compile it is composed, and why', async () => {
  const compile = vi.spyOn(WebAssembly, 'compile').mockRejectedValue(new RangeError('no executable memory'));
  onTestFinished(() => compile.mockRestore());
  const why = 'WebAssembly does not compile here: no executable memory';
  expect(await register(tf)).toContainEqual({ backend: 'wasm', kernels: 'composed', why });
});

test('the factory of webgl is kept: a later call without it does not lose what an earlier one gave', async () => {
  const started: unknown[] = [];
  const start = (...options: unknown[]): Promise<never> => {
    started.push(options);
    return Promise.reject(new Error('no context here'));
  };
  // In the place of tfjs's, which starts on pages alone.
  tf.registerBackend('webgl', () => tf.engine().backend, 0);
  onTestFinished(() => tf.removeBackend('webgl'));
  const why = async (options?: Parameters<typeof register>[1]): Promise<string | undefined> =>
    (await register(tf, options)).find(({ backend }) => backend === 'webgl')?.why;
  expect(await why()).toBe('the option webgl was not given');
  const given = await why({ webgl: start });
  expect(given).not.toBe('the option webgl was not given');
  expect([await why(), await why({})]).toEqual([given, given]);
});

test('where tfjs starts no backend at all it rejects with backend-unavailable', async () => {
  const none = { ...tf, ready: () => Promise.reject(new Error('all initializations failed')) };
  const message = 'no backend of tfjs starts: all initializations failed';
  await expect(register(none)).rejects.toMatchObject({ code: 'backend-unavailable', message });
});

test('what is not tfjs, and options that there are not, are errors with their codes', async () => {
  const code = (...args: unknown[]) =>
    register(...(args as Parameters<typeof register>)).catch((error: { code?: string }) => error.code);
  expect(await code()).toBe('invalid-values');
  expect(await code({})).toBe('invalid-values');
  expect(await code(tf, null)).toBe('invalid-options');
  expect(await code(tf, { webGL: () => {} })).toBe('unknown-option');
  expect(await code(tf, { webgl: 5 })).toBe('invalid-options');
});
