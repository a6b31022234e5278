import threads, { type WorkerOptions } from 'node:worker_threads';
import { onTestFinished } from 'vitest';
import type { WasmOptions } from '../src/index.ts';
import { control, slot, slotAt } from '../src/pool/control.ts';
import type { Service } from '../src/pool/serve.ts';
import { type PoolOptions, type ThreadedBackend, wasmThreads } from '../src/threads.ts';

/** A worker that a pool started. */
export interface Watched {
  readonly worker: threads.Worker;
  readonly words: Int32Array;
  readonly slotAt: number;
  ended: boolean;
}

/** All workers that start until `unwatch`; `prelude` runs in each before its program. */
export function watch(prelude = ''): { readonly started: Watched[]; unwatch(): void } {
  const started: Watched[] = [];
  const { Worker } = threads;
  threads.Worker = class extends Worker {
    constructor(source: string, options: WorkerOptions) {
      super(prelude + source, options);
      const { control, worker } = options.workerData as Service;
      const watched = { worker: this, words: new Int32Array(control), slotAt: slotAt(worker), ended: false };
      this.on('exit', () => {
        watched.ended = true;
      });
      started.push(watched);
    }
  } as typeof Worker;
  return {
    started,
    unwatch() {
      threads.Worker = Worker;
    },
  };
}

/** As `watch`, until the running test is over. */
export function watchInTest(prelude = ''): Watched[] {
  const { started, unwatch } = watch(prelude);
  onTestFinished(unwatch);
  return started;
}

/** Parts that a worker did of the job with this number, the last one of its pool. */
export function partsOf({ words, slotAt }: Watched, job: number): number {
  return words[slotAt + slot.job] === job ? words[slotAt + slot.done]! : 0;
}

export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** A backend that shares every call, with all of its workers up. */
export async function sharing(options: WasmOptions & PoolOptions = {}): Promise<ThreadedBackend> {
  const backend = await wasmThreads({ threads: 2, threadsFrom: 0, arena: 2 ** 24, ...options });
  backend.release(backend.allocate(1));
  await until(() => backend.threads.running === backend.threads.wanted);
  return backend;
}

/** Lets a worker take the first part of every job, however small the job is, until the returned function is called. */
export function letWorkersBegin(): () => void {
  const { notify } = Atomics;
  Atomics.notify = ((words: Int32Array, at: number, count?: number): number => {
    const woken = notify(words, at, count);
    const until = performance.now() + 100;
    if (at === control.open) while (Atomics.load(words, control.next) === 0 && performance.now() < until);
    return woken;
  }) as typeof notify;
  return () => {
    Atomics.notify = notify;
  };
}
