import threads from 'node:worker_threads';
import type { Problem, RuleOptions } from '@unitsphere/core';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { resolveArguments } from '../../core/src/arguments.ts';
import { type WasmBackend, wasm } from '../src/index.ts';
import { control } from '../src/pool/control.ts';
import { wasmThreads } from '../src/threads.ts';
import { partsOf, sharing, until, type Watched, watchInTest } from './pool-workers.ts';

function problemOf(shape: readonly number[], axis: number, options: RuleOptions = {}): Problem {
  const size = shape.reduce((product, n) => product * n, 1);
  return resolveArguments(new Float32Array(size), { shape, axis, ...options }).problem;
}

/** Sines, with some elements as `special` has them. */
function filled(size: number, special: (i: number) => number | undefined = () => undefined): Float32Array {
  return Float32Array.from({ length: size }, (_, i) => special(i) ?? Math.sin(i * 12.9898) * 2 ** (i % 7));
}

/** The first places where bits differ. */
function differing(a: Float32Array, b: Float32Array): number[] {
  const [bitsOfA, bitsOfB] = [a, b].map((array) => new Uint32Array(array.slice().buffer)) as [
    Uint32Array,
    Uint32Array,
  ];
  const places: number[] = [];
  for (let i = 0; i < a.length && places.length < 5; i++) if (bitsOfA[i] !== bitsOfB[i]) places.push(i);
  return places;
}

function placed(backend: WasmBackend, values: Float32Array): Float32Array {
  const array = backend.allocate(values.length);
  array.set(values);
  return array;
}

/** Runs a problem until the workers had a part in it: each time the bits and the tally must be those of one thread. */
async function expectSame(values: Float32Array, problem: Problem, threads = 2): Promise<void> {
  const started = watchInTest();
  const [one, many] = [await wasm(), await sharing({ threads })];
  const output = one.allocate(values.length).fill(7);
  const expected = one.normalizeWithNorms(placed(one, values), problem, output);
  const [x, y] = [placed(many, values), many.allocate(values.length)];
  for (let job = 1, parts = 0; parts === 0; job++) {
    const { output, tally } = many.normalizeWithNorms(x, problem, y.fill(7));
    expect(output).toBe(y);
    expect(differing(y, expected.output as Float32Array)).toEqual([]);
    expect(tally).toEqual(expected.tally);
    for (const worker of started) parts += partsOf(worker, job);
  }
  many[Symbol.dispose]();
}

describe.each([1, 2, Infinity])('p = %d: threads give the bits and the tally of one thread', (p) => {
  test('for rows, some of them zero, clamped, subnormal or not finite', async () => {
    const length = 96;
    const values = filled(3000 * length, (i) => {
      const row = Math.floor(i / length);
      if (row % 50 === 1) return 0;
      if (row % 50 === 2) return i % length === 5 ? Number.NaN : undefined;
      if (row % 50 === 3) return i % length === 6 ? -Infinity : undefined;
      if (row % 50 === 4) return i % length === 7 ? 2 : 3 * 2 ** -149;
      return row % 50 === 5 ? 1e-9 : undefined;
    });
    await expectSame(values, problemOf([3000, length], 1, { p, rule: 'max', epsilon: 1e-6 }));
  });

  test('for columns, of which some panels are not certain', async () => {
    const values = filled(60 * 40 * 64, (i) =>
      i % (64 * 40 * 5) === 70 ? Number.NaN : i % 64 === 3 ? 0 : undefined,
    );
    await expectSame(values, problemOf([60, 40, 64], 1, { p }));
  });
});

test('arrays stay in place after another shared memory of the program grew', async () => {
  const started = watchInTest();
  const backend = await sharing();
  const [x, y] = [placed(backend, filled(300 * 100)), backend.allocate(300 * 100)];
  // Engines then give every shared memory a new object for its buffer.
  new WebAssembly.Memory({ initial: 1, maximum: 2, shared: true }).grow(1);
  backend.normalize(x, problemOf([300, 100], 1), y);
  expect(jobOf(started[0]!)).toBe(x.byteOffset);
  const late = placed(backend, filled(300 * 100));
  backend.normalize(late, problemOf([300, 100], 1), y);
  expect(jobOf(started[0]!)).toBe(late.byteOffset);
  backend[Symbol.dispose]();
});

test('three workers find room for their numbers and do not disturb each other', async () => {
  await expectSame(filled(5000 * 100), problemOf([5000, 100], 1), 4);
});

test('more uncertain rows than a report holds are all settled', async () => {
  const values = filled(20_000 * 2, (i) => (i % 2 ? 3 * 2 ** -149 : 2));
  await expectSame(values, problemOf([20_000, 2], 1));
});

test('rows with gaps between them keep what stands there', async () => {
  const problem = { ...problemOf([2000, 90], 1), stride: 100 };
  await expectSame(filled(2000 * 100), problem);
});

/** The address of x in the last job that was opened. */
function jobOf({ words }: Watched): number {
  return new Float64Array(words.buffer, 4 * control.job)[0]!;
}

test('a call below threadsFrom opens no job, and an array below it starts no worker', async () => {
  const started = watchInTest();
  const backend = await sharing({ threadsFrom: 0 });
  expect(started).toHaveLength(1);
  const wary = await wasmThreads({ threads: 2, threadsFrom: 1000 });
  const small = wary.allocate(999);
  expect(started).toHaveLength(1);
  const large = wary.allocate(1000);
  expect(started).toHaveLength(2);
  await until(() => wary.threads.running === 2);
  wary.normalize(small, problemOf([9, 111], 1), wary.allocate(999));
  expect(jobOf(started[1]!)).toBe(0);
  wary.normalize(large, problemOf([10, 100], 1), wary.allocate(1000));
  expect(jobOf(started[1]!)).not.toBe(0);
  wary[Symbol.dispose]();
  backend[Symbol.dispose]();
});

test.each([
  [{ threads: 0 }, "threads must be an integer from 1 to 64 or 'auto', got 0"],
  [{ threads: 65 }, "threads must be an integer from 1 to 64 or 'auto', got 65"],
  [{ threads: 1.5 }, "threads must be an integer from 1 to 64 or 'auto', got 1.5"],
  [{ threadsFrom: -1 }, 'threadsFrom must be a number ≥ 0, got -1'],
  [{ threadsFrom: Number.NaN }, 'threadsFrom must be a number ≥ 0, got NaN'],
])('%o is refused', async (options, message) => {
  await expect(wasmThreads(options)).rejects.toMatchObject({ code: 'invalid-options', message });
});

test('by default there is one thread, and memory that is not shared', async () => {
  const backend = await wasmThreads({ threadsFrom: 0 });
  const { buffer } = backend.allocate(10);
  expect(buffer).toBeInstanceOf(ArrayBuffer);
  expect(backend.threads).toEqual({ wanted: 1, running: 1 });
});

test('auto asks for as many threads as there are cores', async () => {
  const { availableParallelism } = await import('node:os');
  const backend = await wasmThreads({ threads: 'auto' });
  expect(backend.threads.wanted).toBe(Math.min(64, availableParallelism()));
});

test('without SharedArrayBuffer, or on a page that is not isolated, one thread works and the reason is told', async () => {
  onTestFinished(() => void vi.unstubAllGlobals());
  vi.stubGlobal('SharedArrayBuffer', undefined);
  const backend = await wasmThreads({ threads: 2, threadsFrom: 0 });
  const reason = 'there is no SharedArrayBuffer here';
  expect(backend.threads).toEqual({ wanted: 2, running: 1, reason });
  expectWorks(backend);
  vi.unstubAllGlobals();
  vi.stubGlobal('process', undefined);
  vi.stubGlobal('crossOriginIsolated', false);
  const { threads } = await wasmThreads({ threads: 2 });
  expect(threads).toMatchObject({ running: 1, reason: expect.stringContaining('not cross-origin isolated') });
});

test('where workers are not allowed, one thread works and the reason is told', async () => {
  const { Worker } = threads;
  onTestFinished(() => {
    threads.Worker = Worker;
  });
  threads.Worker = class {
    constructor() {
      throw new Error('Access to this API has been restricted');
    }
  } as unknown as typeof Worker;
  const backend = await wasmThreads({ threads: 3, threadsFrom: 0 });
  expectWorks(backend);
  const reason = 'worker 1 of 2: Access to this API has been restricted';
  expect(backend.threads).toEqual({ wanted: 3, running: 1, reason });
});

test('a worker that fails while it starts is told of, and one thread works', async () => {
  watchInTest('throw new Error("no kernels here");');
  const backend = await wasmThreads({ threads: 2, threadsFrom: 0 });
  backend.allocate(1);
  await until(() => backend.threads.reason !== undefined);
  expect(backend.threads).toEqual({ wanted: 2, running: 1, reason: 'worker 1 of 1: no kernels here' });
  expectWorks(backend);
});

test('the end of a backend is that of its workers, and it starts no other', async () => {
  const started = watchInTest();
  const backend = await sharing();
  const unused = await wasmThreads({ threads: 2, threadsFrom: 0 });
  for (const each of [backend, unused]) each[Symbol.dispose]();
  await until(() => started[0]!.ended);
  for (const each of [backend, unused]) {
    expect(() => each.allocate(1)).toThrow('backend wasm was used after its end');
    expect(each.threads).toEqual({ wanted: 2, running: 1 });
  }
  expect(started).toHaveLength(1);
});

function expectWorks(backend: WasmBackend): void {
  const x = placed(backend, Float32Array.of(3, 4, 6, 8));
  const y = backend.normalize(x, problemOf([2, 2], 1), backend.allocate(4));
  expect([...y]).toEqual([0.6, 0.8, 0.6, 0.8].map(Math.fround));
}
