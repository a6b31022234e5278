import { UnitsphereError } from '@unitsphere/core';
import type { RunningTally } from '@unitsphere/cpu/kernels';
import { compile } from '../code.ts';
import { forSharedMemory } from '../kernels.ts';
import type { Space } from '../space.ts';
import { control, controlBytes, reportAt, slot, slotAt, states } from './control.ts';
import { type ResidentJob, residentFields } from './resident-part.ts';
import { cores, obstacle, startWorker, type Thread } from './start-worker.ts';
import { waitWhile } from './wait-while.ts';

/** How many threads, and from what size of a call on. */
export interface PoolOptions {
  /**
   * Threads that share a large call on arrays of `allocate`: this one and workers, or `auto` for as many as there
   * are cores; 1 by default. With more than one these arrays lie in shared memory, where the platform has that.
   */
  readonly threads?: number | 'auto';
  /** Elements of the smallest call that is shared; 2^17 by default, from where two threads were faster than one. */
  readonly threadsFrom?: number;
}

/** How many threads were asked for and how many can take part in a call now; why, where these will not become as many. */
export interface ThreadState {
  readonly wanted: number;
  readonly running: number;
  readonly reason?: string;
}

/** Workers that share the parts of a job with the thread that calls. */
export interface Pool {
  /** Threads that the memory must have a workspace for: 1 where there cannot be others. */
  readonly size: number;
  readonly state: ThreadState;
  /** The code for memory that threads share, undefined with one thread. `bytes` are changed. */
  compile(bytes: Uint8Array<ArrayBuffer>): Promise<WebAssembly.Module | undefined>;
  /** Starts the workers, once, if an array of `elements` is large enough to be shared. Nothing waits for them. */
  start(space: Space, elements: number): void;
  shares(elements: number): boolean;
  /**
   * Has all parts done: by `own` on this thread, by the workers otherwise, whose uncertain slices go to `settle`.
   * Throws `worker-lost` if one does not come to the end of its part; then the job is not done, and the pool ended.
   */
  run(
    job: ResidentJob,
    own: (part: number) => void,
    settle: (listed: number) => void,
    tally: RunningTally,
  ): void;
  end(reason?: string): void;
}

const maxThreads = 64;

/** Throws `invalid-options`. */
export function createPool({ threads = 1, threadsFrom = 2 ** 17 }: PoolOptions): Pool {
  const wanted = threads === 'auto' ? Math.min(maxThreads, cores()) : threads;
  if (!(Number.isInteger(wanted) && wanted >= 1 && wanted <= maxThreads)) {
    const range = `an integer from 1 to ${maxThreads} or 'auto'`;
    throw new UnitsphereError('invalid-options', `threads must be ${range}, got ${String(threads)}`);
  }
  if (!(typeof threadsFrom === 'number' && threadsFrom >= 0))
    throw new UnitsphereError(
      'invalid-options',
      `threadsFrom must be a number ≥ 0, got ${String(threadsFrom)}`,
    );
  let reason = wanted === 1 ? undefined : obstacle();
  const size = reason === undefined ? wanted : 1;
  const workers = size - 1;
  let crew: (Thread | undefined)[] | undefined;
  let words: Int32Array = new Int32Array(0);
  let lastJob = 0;

  const end = (why?: string): void => {
    reason ??= why;
    for (const thread of crew ?? []) thread?.end();
    crew = [];
  };
  const present = (): number => {
    let count = 0;
    crew?.forEach((_, worker) => {
      const state = Atomics.load(words, slotAt(worker));
      if (state !== states.absent && state !== states.failed) count++;
    });
    return count;
  };
  const begin = (worker: number, { module, memory }: Space): Thread | undefined => {
    const service = { module, memory, control: words.buffer as SharedArrayBuffer, worker, workers };
    const ended = (why: string): void => {
      if (crew?.length === 0) return;
      reason ??= `worker ${worker + 1} of ${workers}: ${why}`;
      Atomics.store(words, slotAt(worker), states.absent);
    };
    try {
      return startWorker(service, ended);
    } catch (error) {
      ended(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  };

  return {
    size,
    get state() {
      const running = 1 + present();
      return reason === undefined ? { wanted, running } : { wanted, running, reason };
    },
    compile: async (bytes) => (workers > 0 ? compile(forSharedMemory(bytes)) : undefined),
    start(space, elements) {
      if (workers === 0 || crew !== undefined || elements < threadsFrom) return;
      words = new Int32Array(new SharedArrayBuffer(controlBytes(workers)));
      crew = Array.from({ length: workers }, (_, worker) => begin(worker, space));
    },
    shares: (elements) => workers > 0 && elements >= threadsFrom && present() > 0,
    run(job, own, settle, tally) {
      const number = (lastJob % 0x7fffffff) + 1;
      lastJob = number;
      const numbers = new Float64Array(words.buffer, 4 * control.job, residentFields.length);
      numbers.set(residentFields.map((field) => job[field]));
      Atomics.store(words, control.next, 0);
      Atomics.store(words, control.open, number);
      Atomics.notify(words, control.open);
      let done = 0;
      let lost = false;
      try {
        for (let part = 0; ; done++) {
          part = Atomics.add(words, control.next, 1);
          if (part >= job.parts) break;
          own(part);
        }
      } finally {
        Atomics.store(words, control.open, 0);
        for (let worker = 0; worker < workers; worker++) {
          const left = waitWhile(words, slotAt(worker), number, bytesOfPart(job));
          if (left === number || left === states.failed) lost = true;
        }
        if (lost) end('a worker was lost within a call');
      }
      for (let worker = 0; worker < workers; worker++) {
        const at = slotAt(worker);
        if (words[at + slot.job] !== number) continue;
        done += words[at + slot.done]!;
        if (lost) continue;
        tally.zero += words[at + slot.zero]!;
        tally.clamped += words[at + slot.clamped]!;
        const report = reportAt(worker, workers);
        for (let i = 0; i < words[at + slot.listed]!; i++) settle(words[report + i]! >>> 0);
      }
      if (lost)
        throw new UnitsphereError(
          'worker-lost',
          `a worker was lost within a call: ${done} of ${job.parts} parts are done`,
        );
    },
    end,
  };
}

/** Bytes that one part reads and writes. */
function bytesOfPart({ length, rows, width }: ResidentJob): number {
  return 8 * length * (width === 0 ? rows : width);
}
