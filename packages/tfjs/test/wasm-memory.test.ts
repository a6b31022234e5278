import * as tf from '@tensorflow/tfjs';
import { createNormalizer } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { l2Normalize, register } from '../src/index.ts';
import type { WasmBackend } from '../src/wasm-kernels.ts';
import { bitsOf, useBackend } from './tfjs-backends.ts';

type Instance = WasmBackend & { getMemoryOffset(dataId: object): number };

const tfjs = (): Instance => tf.backend() as unknown as Instance;
const memory = (): WebAssembly.Memory => (tfjs().wasm.wasmMemory ?? tfjs().wasm.asm?.memory)!;
const bytes = (): number => memory().buffer.byteLength;

/** Elements in the largest array that is copied to another, in either way that arrays have, while `work` runs. */
function largestCopy(work: () => void): number {
  let largest = 0;
  const spies = [Float32Array, Uint8Array].flatMap(({ prototype }) => {
    const { set, slice } = prototype as Float32Array;
    return [
      vi.spyOn(prototype as Float32Array, 'set').mockImplementation(function (this: Float32Array, ...args) {
        largest = Math.max(largest, args[0].length);
        return set.apply(this, args);
      }),
      vi.spyOn(prototype as Float32Array, 'slice').mockImplementation(function (this: Float32Array, ...args) {
        const copy = slice.apply(this, args);
        largest = Math.max(largest, copy.length);
        return copy;
      }),
    ];
  });
  try {
    work();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return largest;
}

describe.each(['wasm', 'wasm without SIMD'] as const)('on %s', (backend) => {
  beforeEach(async () => {
    await useBackend(backend);
    await register(tf);
  });

  test.each([
    [[1000, 768], -1],
    [[64, 100, 32], 1],
    [[768, 1000], 0],
    [
      [100, 10, 20],
      [1, 2],
    ],
  ])('%j along %j is normalized where it is, without a copy', (shape, axis) => {
    // Not at random: a slice that only exact arithmetic can settle passes through copies.
    const x = tf.fill(shape, 3);
    // Whatever was put off, such as bringing values over, is done by now.
    x.dataSync();
    expect(largestCopy(() => l2Normalize(x, { axis }))).toBe(0);
    // Reading is a copy: the count counts.
    expect(largestCopy(() => x.dataSync())).toBeGreaterThanOrEqual(x.size);
  });

  test('2000 calls, and gradients, leave its heap as large as it was, and find room where they did', () => {
    const x = tf.randomUniform([100, 64]);
    const grad = tf.grad((values: tf.Tensor) => tf.sum(tf.square(l2Normalize(values, { axis: 0 }))));
    const round = (): void => {
      l2Normalize(x).dispose();
      l2Normalize([[3, 4]]).dispose();
      grad(x).dispose();
    };
    const address = (): number => {
      const probe = tf.zeros([1024]);
      probe.dataSync();
      const at = tfjs().getMemoryOffset(probe.dataId);
      probe.dispose();
      return at;
    };
    for (let i = 0; i < 10; i++) round();
    const before = [bytes(), address(), tf.memory().numTensors, tf.memory().numBytes];
    for (let i = 0; i < 2000; i++) round();
    expect([bytes(), address(), tf.memory().numTensors, tf.memory().numBytes]).toEqual(before);
  });

  test('when the memory grows, between calls and within one, bits stay what they are', () => {
    const values = Float32Array.from({ length: 6000 }, (_, i) => Math.sin(i) * 2 ** ((i % 40) - 20));
    const expected = bitsOf(createNormalizer(cpu()).normalize(values, { shape: [100, 60] }) as Float32Array);
    const x = tf.tensor(values, [100, 60]);
    const bits = (): number[] => tf.tidy(() => bitsOf(l2Normalize(x).dataSync()));
    expect(bits()).toEqual(expected);
    for (let round = 0; round < 3; round++) {
      const before = bytes();
      const held: tf.Tensor[] = [];
      while (bytes() === before) {
        held.push(tf.fill([2 ** 18], 1));
        held.at(-1)?.dataSync();
      }
      expect(bits()).toEqual(expected);
      expect(largestCopy(() => l2Normalize(held[0]!))).toBe(0);
      tf.dispose(held);
    }
    const before = bytes();
    // Its output does not fit any more.
    const large = tf.fill([Math.ceil(before / 8), 1], 5);
    const filled = bytes();
    const y = l2Normalize(large);
    expect(bytes()).toBeGreaterThan(filled);
    expect(tf.min(y).dataSync()[0]).toBe(1);
    expect(bits()).toEqual(expected);
  });

  test('registered once more, it takes no second workspace', async () => {
    const x = tf.tensor([3, 4]);
    tf.dispose(l2Normalize(x));
    await register(tf);
    const malloc = vi.spyOn(tfjs().wasm, '_malloc');
    onTestFinished(() => malloc.mockRestore());
    tf.dispose(l2Normalize(x));
    expect(malloc.mock.calls).toEqual([[8]]);
  });

  test('where there is no room the error is out-of-memory, and nothing is written or left behind', () => {
    const x = tf.tensor([3, 4, 5]);
    const held = (): unknown[] => [tf.memory().numTensors, bitsOf(x.dataSync()), tf.backend().numDataIds()];
    const before = held();
    const start = new Uint8Array(memory().buffer).slice(0, 4096);
    const malloc = vi.spyOn(tfjs().wasm, '_malloc').mockReturnValue(0);
    onTestFinished(() => malloc.mockRestore());
    const refused = (size: number): unknown =>
      expect.objectContaining({
        code: 'out-of-memory',
        message: `tfjs's wasm memory has no room for ${size} bytes`,
      });
    expect(() => l2Normalize(x)).toThrow(refused(65536));
    malloc.mockRestore();
    tf.dispose(l2Normalize(x));
    vi.spyOn(tfjs().wasm, '_malloc').mockReturnValue(0);
    expect(() => l2Normalize(x)).toThrow(refused(12));
    vi.restoreAllMocks();
    expect(held()).toEqual(before);
    expect(new Uint8Array(memory().buffer).slice(0, 4096)).toEqual(start);
  });
});

test('a backend whose insides are others is left to tfjs, and so is one with no memory to be seen', async () => {
  const { wasmKernels } = await import('../src/wasm-kernels.ts');
  const { supports } = await wasmKernels();
  await useBackend('wasm');
  const problem = {} as Parameters<typeof supports>[1];
  expect(supports(tfjs(), problem)).toBe(true);
  const others = [
    { ...tfjs(), wasm: undefined },
    { wasm: { _malloc: () => 0 }, getMemoryOffset: () => 0, makeOutput: () => ({}) },
    { wasm: tfjs().wasm, makeOutput: () => ({}) },
    { wasm: { asm: { memory: memory() } }, getMemoryOffset: () => 0, makeOutput: () => ({}) },
  ];
  for (const other of others) expect(supports(other as unknown as WasmBackend, problem)).toBe(false);
});
