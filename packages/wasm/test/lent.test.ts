import { cpu } from '@unitsphere/cpu';
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { WasmBackend } from '../src/index.ts';
import { type LentKernels, lentKernels, workspaceBytes } from '../src/lent.ts';
import { type Lent, lentBackend } from './lent-backend.ts';
import { expectSameAsCpu, orders, problemOf } from './same-as-cpu.ts';

let kernels: LentKernels;
beforeAll(async () => {
  kernels = await lentKernels();
});

function expectSame({ backend }: Lent, ...[problem]: [Parameters<typeof expectSameAsCpu>[1]]): void {
  expectSameAsCpu(backend as WasmBackend, problem, 'arena');
}

/** Longest pieces that are copied from one array to another while `work` runs. */
function longestCopy(work: () => void): number {
  let longest = 0;
  const { set } = Float32Array.prototype;
  const spy = vi.spyOn(Float32Array.prototype, 'set').mockImplementation(function (
    this: Float32Array,
    ...args
  ) {
    longest = Math.max(longest, args[0].length);
    return set.apply(this, args);
  });
  try {
    work();
  } finally {
    spy.mockRestore();
  }
  return longest;
}

describe.each([
  ['a memory', { shared: false }],
  ['a shared memory', { shared: true }],
])('on %s of somebody else', (_, { shared }) => {
  test.each(orders)(
    'p = %d: the result is that of cpu, and nothing but outputs and the workspace is written',
    (p) => {
      const lent = lentBackend(kernels, { shared });
      for (const length of [1, 2, 3, 15, 16, 17, 129, 16385]) {
        // More rows than a list holds, and columns in several panels.
        expectSame(lent, problemOf([length === 17 ? 1100 : 12, length, 1], { p }));
        expectSame(lent, problemOf([20, length, 1], { p, gap: 3 }));
      }
      for (const inner of [2, 3, 4, 9, 12, 1023, 1028]) expectSame(lent, problemOf([2, 9, inner], { p }));
      expectSame(lent, problemOf([1, 5000, 60], { p }));
      expectSame(lent, problemOf([100, 33, 1], { p, dtype: 'float64' }));
      expect(lent.strays()).toBe(0);
    },
  );

  test.each([3, 1.5])('p = %d is done by cpu, there too', (p) => {
    const lent = lentBackend(kernels, { shared });
    expectSame(lent, problemOf([20, 33, 1], { p }));
    expectSame(lent, problemOf([2, 9, 5], { p }));
    expect(lent.strays()).toBe(0);
  });

  test('the gradient is within 2 ULP of max|dy|/D of that of cpu, each within 1', () => {
    const { backend, strays } = lentBackend(kernels, { shared });
    for (const sizes of [
      [100, 33, 1],
      [2, 17, 12],
      [2, 17, 7],
      [2, 40000, 1],
    ] as const) {
      const problem = problemOf(sizes);
      const count = sizes[0] * sizes[1] * sizes[2];
      const [x, dy, dx] = [0, 1, 2].map(() => backend.allocate(count)) as [
        Float32Array,
        Float32Array,
        Float32Array,
      ];
      x.set(Float32Array.from(x, (_, i) => Math.sin(i * 12.9898) + 2));
      dy.set(Float32Array.from(dy, (_, i) => Math.cos(i * 78.233)));
      expect(backend.gradient(x, dy, problem, dx)).toBe(dx);
      const expected = cpu().gradient(x.slice(), dy.slice(), problem);
      // |dy| ≤ 1 and N ≥ sqrt(length), so max|dy|/D ≤ 1/sqrt(length).
      const ulp = 2 ** (Math.floor(Math.log2(1 / Math.sqrt(sizes[1]))) - 23);
      for (const [i, value] of expected.entries())
        expect(Math.abs(dx[i]! - value)).toBeLessThanOrEqual(2 * ulp);
      backend.release(x);
    }
    expect(strays()).toBe(0);
  });

  test('the memory can grow between calls', () => {
    const lent = lentBackend(kernels, { shared, pages: 3 });
    for (const outer of [10, 100, 300, 1000]) {
      const { buffer } = lent.memory;
      expectSame(lent, problemOf([outer, 64, 1]));
      expectSame(lent, problemOf([1, outer, 64]));
      lent.grow(outer / 5);
      expect(lent.memory.buffer).not.toBe(buffer);
    }
    expect(lent.strays()).toBe(0);
  });

  test.each([
    [1000, 128, 1],
    [30, 100, 64],
    [3, 40000, 1],
  ] as const)(
    '%d × %d × %d values there are normalized without a copy, also once the memory has grown',
    (...sizes) => {
      const { memory, backend, grow } = lentBackend(kernels, { shared });
      const problem = problemOf(sizes);
      const [x, y] = [0, 1].map(() => backend.allocate(sizes[0] * sizes[1] * sizes[2])) as [
        Float32Array,
        Float32Array,
      ];
      x.fill(3);
      expect(longestCopy(() => backend.normalize(x, problem, y))).toBe(0);
      const places = [x, y].map(({ byteOffset, length }) => [byteOffset, length] as const);
      grow(1);
      const [later, result] = places.map((place) => new Float32Array(memory.buffer, ...place));
      expect(longestCopy(() => backend.normalize(later!, problem, result))).toBe(0);
      // Through the window there is one: the count counts.
      expect(longestCopy(() => backend.normalize(later!, problem))).toBeGreaterThan(1000);
      expect(longestCopy(() => backend.normalize(later!.slice(), problem, result))).toBeGreaterThan(1000);
    },
  );
});

test('two memories at the same time do not disturb each other', () => {
  const [a, b] = [lentBackend(kernels), lentBackend(kernels, { shared: true, workspace: 77_000 })];
  for (let i = 0; i < 3; i++) {
    expectSame(a, problemOf([50, 31, 1]));
    expectSame(b, problemOf([5, 31, 8]));
  }
  expect([a.strays(), b.strays()]).toEqual([0, 0]);
});

test.each([0, 4, 65536, 2 ** 21 - 4])('the workspace can stand at %d', (workspace) => {
  const lent = lentBackend(kernels, { workspace });
  expectSame(lent, problemOf([1100, 17, 1]));
  expectSame(lent, problemOf([2, 100, 1028]));
  expect(lent.strays()).toBe(0);
});

test.each([false, true])('addresses above 2 GiB are as good as any, shared: %s', (shared) => {
  const pages = 2 ** 15 + 20;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: 65536, shared });
  const { normalize } = kernels.on(memory, 2 ** 31 + 4);
  for (const sizes of [
    [1100, 65, 1],
    [3, 100, 64],
  ] as const) {
    const [outer, length, inner] = sizes;
    const count = outer * length * inner;
    const [x, y] = [0, 1].map(
      (i) => new Float32Array(memory.buffer, 2 ** 31 + 2 ** 17 + i * 2 ** 19, count),
    ) as [Float32Array, Float32Array];
    x.set(Float32Array.from(x, (_, i) => Math.sin(i)));
    normalize(x, problemOf(sizes), y);
    expect(y.slice()).toEqual(cpu().normalize(x.slice(), problemOf(sizes)));
  }
});

test('the workspace can stand at the very end of the memory, and arrays before it', () => {
  const memory = new WebAssembly.Memory({ initial: 2, maximum: 2 });
  const { normalize } = kernels.on(memory, 65536);
  const [x, y] = [new Float32Array(memory.buffer, 64, 8), new Float32Array(memory.buffer, 128, 8)];
  x.set([3, 0, 0, 4, 0, 0, 0, 0]);
  normalize(x, problemOf([1, 8, 1]), y);
  expect([...y]).toEqual([0.6, 0, 0, 0.8, 0, 0, 0, 0].map(Math.fround));
});

test.each([-4, 2, 1.5, Number.NaN, 65540])('a workspace at %d in two pages is invalid-values', (at) => {
  const memory = new WebAssembly.Memory({ initial: 2, maximum: 2 });
  const message = `a workspace is ${workspaceBytes} bytes at a multiple of 4 in a memory of 131072, got the address ${at}`;
  expect(() => kernels.on(memory, at)).toThrow(expect.objectContaining({ code: 'invalid-values', message }));
});

test('a memory without a maximum is invalid-values', () => {
  const memory = new WebAssembly.Memory({ initial: 2 });
  expect(() => kernels.on(memory, 0)).toThrow(
    expect.objectContaining({
      code: 'invalid-values',
      message: expect.stringContaining('kernels do not run on this memory'),
    }),
  );
});

test('without SIMD cpu does it all, on the arrays where they are', async () => {
  const validate = vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
  onTestFinished(() => validate.mockRestore());
  const scalar = await lentKernels();
  expect(scalar.variant).toBe('scalar');
  for (const shared of [false, true]) {
    const lent = lentBackend(scalar, { shared });
    expectSame(lent, problemOf([100, 17, 1]));
    expectSame(lent, problemOf([2, 100, 12]));
    expect(lent.strays()).toBe(0);
  }
});
