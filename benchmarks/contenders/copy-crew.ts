import { type Copy, type CopyMemory, copyIn } from './copy-module.ts';

/** A thread that runs `program` with what it is given. */
export interface Thread {
  end(): void;
}

/** Starts one; `failed` is called where it does not start, or ends by itself. */
export type StartThread = (program: string, given: unknown, failed: (reason: string) => void) => Thread;

/** Threads that copy the same bytes whenever they are asked to. */
export interface Crew {
  /** Done when it returns. Throws where a thread has stopped. */
  copy(): void;
  end(): void;
}

/** Plain data: what every thread is told. */
interface CopyJob extends CopyMemory {
  readonly module: WebAssembly.Module;
  readonly bytes: number;
  readonly word: typeof word;
  readonly partBytes: number;
}

/** Numbers of the words of 32 bits at the memory's start: rounds so far, next part, parts done, threads ready. */
const word = { round: 0, next: 1, done: 2, ready: 3 } as const;
/** As much as one thread takes at a time. */
const partBytes = 2 ** 18;
/** Milliseconds that threads are given to start, or to end a copy. */
const patience = 20_000;

/** Starts `threads` − 1 threads beside this one. Rejects where they do not start. */
export async function startCrew(
  startThread: StartThread,
  threads: number,
  job: Pick<CopyJob, 'module' | 'bytes' | keyof CopyMemory>,
): Promise<Crew> {
  const words = new Int32Array(job.memory.buffer, 0, 4);
  const told: CopyJob = { ...job, word, partBytes };
  const parts = Math.ceil(job.bytes / partBytes);
  const copyBytes = copyIn(job.module, job.memory);
  let failure: string | undefined;
  const program = `(given) => (${serve})(given, ${copyIn}, ${takeParts})`;
  const crew = Array.from({ length: threads - 1 }, () =>
    startThread(program, told, (reason) => {
      failure ??= reason;
    }),
  );
  const end = (): void => {
    for (const thread of crew.splice(0)) thread.end();
  };
  const latest = performance.now() + patience;
  while (Atomics.load(words, word.ready) < crew.length) {
    if (failure !== undefined || performance.now() > latest) {
      end();
      throw new Error(`threads that copy do not start: ${failure ?? 'no sign of life'}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return {
    copy() {
      Atomics.store(words, word.done, 0);
      Atomics.store(words, word.next, 0);
      Atomics.add(words, word.round, 1);
      Atomics.notify(words, word.round);
      takeParts(words, told, copyBytes);
      // Spinning: a page's main thread must not sleep, and no other is long behind.
      for (let i = 1; Atomics.load(words, word.done) < parts; i++)
        if (i % 2 ** 24 === 0 && failure !== undefined) throw new Error(`a thread that copies: ${failure}`);
    },
    end,
  };
}

/** A thread's life. Goes to others as text: it knows nothing but what it is given. */
function serve(job: CopyJob, instantiate: typeof copyIn, take: typeof takeParts): void {
  const { word, memory, module } = job;
  const words = new Int32Array(memory.buffer, 0, 4);
  const copy = instantiate(module, memory);
  let seen = 0;
  Atomics.add(words, word.ready, 1);
  for (;;) {
    // The next copy often comes at once, and waking takes longer than these looks.
    for (let i = 0; i < 5000 && Atomics.load(words, word.round) === seen; i++);
    Atomics.wait(words, word.round, seen);
    seen = Atomics.load(words, word.round);
    take(words, job, copy);
  }
}

/** Copies parts until none is left. One that comes late takes those of the next round, which are the same. */
function takeParts(
  words: Int32Array,
  { word, partBytes, bytes, source, destination }: CopyJob,
  copy: Copy,
): void {
  for (;;) {
    const start = Atomics.add(words, word.next, 1) * partBytes;
    if (start >= bytes) return;
    copy(destination + start, source + start, Math.min(partBytes, bytes - start));
    Atomics.add(words, word.done, 1);
  }
}
