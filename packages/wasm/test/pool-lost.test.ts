import { expect, onTestFinished, test } from 'vitest';
import { type WasmBackend, wasm } from '../src/index.ts';
import { control, slot, states } from '../src/pool/control.ts';
import { letWorkersBegin, partsOf, sharing, until, type Watched, watchInTest } from './pool-workers.ts';

const rows = 4000;
const length = 64;
const problem = {
  dtype: 'float32',
  outer: rows,
  length,
  inner: 1,
  stride: length,
  p: 2,
  denominator: { form: 'floor', of: 'norm', epsilon: 0 },
} as const;

/** A worker whose calls of the kernel, counted by `calls`, do something else first. */
function inEachPart(action: string): string {
  return `
    const { Instance } = WebAssembly;
    WebAssembly.Instance = function (module, imports) {
      const { exports } = new Instance(module, imports);
      let calls = 0;
      return {
        exports: {
          ...exports,
          normalizeRows(...all) {
            calls++;
            ${action}
            return exports.normalizeRows(...all);
          },
        },
      };
    };`;
}

function inThirdPart(action: string): string {
  return inEachPart(`if (calls === 3) { ${action} }`);
}

function arraysOf(backend: WasmBackend): [Float32Array, Float32Array] {
  return [backend.allocate(rows * length).fill(3), backend.allocate(rows * length)];
}

function expectRight(backend: WasmBackend, [x, y]: [Float32Array, Float32Array]): void {
  backend.normalize(x, problem, y.fill(7));
  expect(y.every((value) => value === 0.125)).toBe(true);
}

/** Calls until one throws: whichever call does not throw must be whole. */
function firstFailure(backend: WasmBackend, arrays: [Float32Array, Float32Array]): unknown {
  for (;;) {
    try {
      backend.normalize(arrays[0], problem, arrays[1].fill(7));
    } catch (error) {
      return error;
    }
    expect(arrays[1].every((value) => value === 0.125)).toBe(true);
  }
}

test.each([
  ['ends', 'process.exit();'],
  ['stands still', 'for (;;);'],
  ['throws', 'throw new Error("trap");'],
])(
  'a worker that %s within a part: the call fails, and later calls work on one thread',
  async (_, action) => {
    const started = watchInTest(inThirdPart(action));
    const backend = await sharing();
    const arrays = arraysOf(backend);
    const error = firstFailure(backend, arrays);
    expect(error).toMatchObject({ name: 'UnitsphereError', code: 'worker-lost' });
    const [, done, parts] = /: (\d+) of (\d+) parts are done$/.exec((error as Error).message)!;
    expect(Number(done)).toBe(Number(parts) - 1);
    expectRight(backend, arrays);
    const reason = 'a worker was lost within a call';
    expect(backend.threads).toEqual({ wanted: 2, running: 1, reason });
    await until(() => started[0]!.ended);
    expectRight(backend, arrays);
  },
);

test('one lost worker of three: the call fails, though the others do all the rest', async () => {
  const prelude = `if (require('node:worker_threads').workerData.worker === 1) {${inThirdPart('for (;;);')}}`;
  const started = watchInTest(prelude);
  const backend = await sharing({ threads: 4 });
  const arrays = arraysOf(backend);
  expect(firstFailure(backend, arrays)).toMatchObject({ code: 'worker-lost' });
  expectRight(backend, arrays);
  await until(() => started.every(({ ended }) => ended));
});

test('a worker that is killed between calls is missed by none', async () => {
  const started = watchInTest();
  const backend = await sharing();
  const arrays = arraysOf(backend);
  expectRight(backend, arrays);
  await started[0]!.worker.terminate();
  expectRight(backend, arrays);
  expect(backend.threads).toEqual({ wanted: 2, running: 1, reason: 'worker 1 of 1: it ended with code 1' });
});

test('nor is one whose death was not announced yet', async () => {
  const started = watchInTest();
  const backend = await sharing();
  const arrays = arraysOf(backend);
  void started[0]!.worker.terminate();
  // No event is delivered meanwhile, but the thread ends.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  expect(backend.threads.running).toBe(2);
  expectRight(backend, arrays);
  await until(() => started[0]!.ended);
  expectRight(backend, arrays);
});

test('a slow worker is waited for, and what it did belongs to the result', async () => {
  onTestFinished(letWorkersBegin());
  const pause = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);';
  const started = watchInTest(inEachPart(pause));
  const backend = await sharing();
  const arrays = arraysOf(backend);
  for (let job = 1; job <= 5; job++) {
    expectRight(backend, arrays);
    expect(partsOf(started[0]!, job)).toBe(1);
  }
  backend[Symbol.dispose]();
});

test('a worker that comes when the job is closed is not taken for a lost one', async () => {
  const late = `
    const { store } = Atomics;
    Atomics.store = (words, at, value) => {
      if (value > 0) while (Atomics.load(words, 0) === value);
      store(words, at, value);
      if (value > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    };`;
  const started = watchInTest(late);
  const backend = await sharing();
  const arrays = arraysOf(backend);
  const { load } = Atomics;
  onTestFinished(() => {
    Atomics.load = load;
  });
  // What the main thread sees is old by the time that it acts on it.
  Atomics.load = ((words: Int32Array, at: number): number => {
    const seen = load(words, at);
    const until = performance.now() + 2;
    if (at === started[0]!.slotAt) while (performance.now() < until);
    return seen;
  }) as typeof load;
  for (let job = 1; job <= 20; job++) expectRight(backend, arrays);
  expect(backend.threads).toEqual({ wanted: 2, running: 2 });
  backend[Symbol.dispose]();
});

test('a worker that is woken twice for a job keeps its report of the job', async () => {
  const started = watchInTest();
  const [one, two] = [await wasm(), await sharing()];
  const rows = 1000;
  const uncertain = { ...problem, outer: rows, length: 2, stride: 2 };
  const values = Float32Array.from({ length: 2 * rows }, (_, i) => (i % 2 ? 3 * 2 ** -149 : 2));
  const expected = one.normalizeWithNorms(values, uncertain);
  const [x, y] = [two.allocate(2 * rows), two.allocate(2 * rows)];
  x.set(values);
  const { notify } = Atomics;
  onTestFinished(() => {
    Atomics.notify = notify;
  });
  // The worker has done all parts and sleeps again when it is woken a second time.
  Atomics.notify = ((words: Int32Array, at: number): number => {
    notify(words, at);
    const [{ slotAt }] = started as [Watched];
    while (words[slotAt + slot.job] === 0 || Atomics.load(words, slotAt) !== states.idle);
    let woken = 0;
    while (woken === 0) woken = notify(words, at);
    Atomics.wait(words, control.job, words[control.job]!, 20);
    return woken;
  }) as typeof notify;
  const { tally } = two.normalizeWithNorms(x, uncertain, y);
  expect(partsOf(started[0]!, 1)).toBeGreaterThan(0);
  expect(tally).toEqual(expected.tally);
  expect([...y]).toEqual([...expected.output]);
  two[Symbol.dispose]();
});
