import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { codeHere, compile } from '../src/code.ts';
import { type WasmBackend, wasm } from '../src/index.ts';
import { createWindow } from '../src/window.ts';
import { expectSameAsCpu, orders, problemOf } from './same-as-cpu.ts';

let backend: WasmBackend;
beforeAll(async () => {
  backend = await wasm();
});

/** Float32 values that a part of the window holds. */
const capacity = 16384;

test('the window takes 16384 values at a time, in less than 256 KiB', async () => {
  const window = createWindow(await compile(codeHere().bytes));
  expect(window.capacity).toBe(capacity);
  expect(window.memory.buffer.byteLength).toBeLessThanOrEqual(2 ** 18);
});

test('however large an array of the heap is, the window is all the memory of WebAssembly there is', async () => {
  const { Memory } = WebAssembly;
  const memories: WebAssembly.Memory[] = [];
  onTestFinished(() => {
    WebAssembly.Memory = Memory;
  });
  WebAssembly.Memory = class extends Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor);
      memories.push(this);
    }
  };
  const { normalizeWithNorms } = await wasm();
  const [rows, row, columns] = [
    problemOf([10_000, 1000, 1]),
    problemOf([1, 1e7, 1]),
    problemOf([1, 10_000, 1000]),
  ];
  for (const problem of [rows, row, columns]) normalizeWithNorms(new Float32Array(1e7).fill(3), problem);
  expect(memories.map(({ buffer }) => buffer.byteLength)).toEqual([expect.any(Number)]);
  expect(memories[0]!.buffer.byteLength).toBeLessThanOrEqual(2 ** 18);
});

describe.each(orders)('p = %d: on arrays of the heap the result is that of cpu', (p) => {
  test.each([1, 3, 4, 7, 16, 17, 31, 129, 1023, 5462, 8192, 8193])(
    'for rows of %d, several of them in a tile and several tiles',
    (length) => {
      const tile = Math.min(1024, Math.floor(capacity / length));
      expectSameAsCpu(backend, problemOf([2 * tile + 1, length, 1], { p }));
      expectSameAsCpu(backend, problemOf([tile + 1, length, 1], { p, gap: 3 }));
    },
  );

  test.each([capacity, capacity + 1, 2 * capacity, 2 * capacity + 1])(
    'for rows of %d, around one, two and three parts',
    (length) => {
      expectSameAsCpu(backend, problemOf([11, length, 1], { p }));
      expectSameAsCpu(backend, problemOf([9, length, 1], { p, gap: 5 }));
    },
  );

  test.each([2, 3, 4, 5, 7, 8, 1023, 1024, 1025, 2049])(
    'for %d columns, in one part and in several',
    (inner) => {
      const rows = Math.floor(capacity / Math.min(inner, 1024));
      for (const length of [1, 7, 8, 9, rows, rows + 1, 2 * rows + 9])
        if (length * inner < 2 ** 17) expectSameAsCpu(backend, problemOf([2, length, inner], { p }));
      expectSameAsCpu(backend, problemOf([3, rows + 1, inner], { p, gap: 3 }));
    },
  );

  test.each([0, 1, 2])('for %d slices or none of their elements', (few) => {
    for (const sizes of [
      [few, 0, 1],
      [0, few, 1],
      [few, 0, 3],
      [few, 3, 0],
      [few, few, few],
    ] as const)
      expectSameAsCpu(backend, problemOf(sizes, { p }));
  });

  test.each([
    [300, 50, 1],
    [3, 8193, 1],
    [2, 3 * capacity + 1, 1],
    [2, 40, 9],
    [2, 1000, 65],
  ] as const)('for %d × %d × %d of float64, in one part or several', (outer, length, inner) => {
    expectSameAsCpu(backend, problemOf([outer, length, inner], { p, dtype: 'float64' }));
    expectSameAsCpu(backend, problemOf([outer, length, inner], { p, dtype: 'float64', gap: 3 }));
  });
});
