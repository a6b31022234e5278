import type { Backend, Capabilities, FloatArray } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';

/** A buffer of the model's own, which holds copies; `failure` is what went wrong with the work that fills it. */
export interface QueueBuffer {
  values: FloatArray;
  freed: boolean;
  failure?: Error;
}

type Job = () => void;

/** What a queue does, for mutants to replace. */
export interface Queueing {
  /** The jobs in the order in which they run. */
  order(jobs: readonly Job[]): readonly Job[];
  /** Gives up a buffer. */
  release(buffer: QueueBuffer, enqueue: (job: Job) => void): void;
  /** What a read gives. */
  result(buffer: QueueBuffer): FloatArray;
  /** A copy of what is uploaded. */
  store(values: FloatArray): FloatArray;
}

const rightQueueing: Queueing = {
  order: (jobs) => jobs,
  release(buffer, enqueue) {
    enqueue(() => {
      buffer.freed = true;
    });
  },
  result: ({ values }) => values.slice(),
  store: (values) => values.slice(),
};

const kernels = cpu();
const capabilities: Capabilities<'async'> = {
  ...kernels.capabilities,
  reading: 'async',
  residency: 'device',
};

/** An asynchronous backend whose work waits in a queue for the next turn; right but for what `spoiled` replaces. */
export function queueModel(spoiled: Partial<Queueing> = {}): Backend<QueueBuffer, 'async'> {
  const { order, release, result, store } = { ...rightQueueing, ...spoiled };
  let jobs: Job[] = [];
  let disposed = false;
  const enqueue = (job: Job): void => {
    if (jobs.push(job) === 1) setImmediate(drain);
  };
  const drain = (): void => {
    const queued = order(jobs);
    jobs = [];
    for (const job of queued) job();
  };
  const requireLive = (): void => {
    if (disposed) throw new Error('the device was used after its end');
  };
  /** Fills buffers from others; a failure goes to the buffers. */
  const work = (inputs: readonly QueueBuffer[], outputs: readonly QueueBuffer[], fill: Job): void => {
    requireLive();
    enqueue(() => {
      try {
        if ([...inputs, ...outputs].some(({ freed }) => freed))
          throw new Error('a buffer was used after it was freed');
        for (const { failure } of inputs) if (failure) throw failure;
        fill();
      } catch (error) {
        for (const buffer of outputs) buffer.failure = error as Error;
      }
    });
  };
  const make = (values: FloatArray): QueueBuffer => ({ values, freed: false });
  return {
    name: 'queue',
    capabilities,
    upload(values) {
      requireLive();
      return make(store(values));
    },
    normalize(input, problem, output = make(input.values.slice())) {
      work([input], [output], () => kernels.normalize(input.values, problem, output.values));
      return output;
    },
    normalizeWithNorms(input, problem, output = make(input.values.slice())) {
      const norms = make(new Float64Array(problem.outer * problem.inner));
      const tally = make(new Float64Array(4));
      work([input], [output, norms, tally], () => {
        const made = kernels.normalizeWithNorms(input.values, problem, output.values);
        norms.values.set(made.norms);
        tally.values.set(made.tally);
      });
      return { output, norms, tally };
    },
    norms(input, problem) {
      const norms = make(new Float64Array(problem.outer * problem.inner));
      work([input], [norms], () => norms.values.set(kernels.norms(input.values, problem)));
      return norms;
    },
    gradient(input, upstream, problem, output = make(input.values.slice())) {
      work([input, upstream], [output], () =>
        kernels.gradient(input.values, upstream.values, problem, output.values),
      );
      return output;
    },
    read(buffer) {
      if (disposed) return Promise.reject(new Error('the device was used after its end'));
      return new Promise((resolve, reject) => {
        enqueue(() => {
          if (buffer.failure) reject(buffer.failure);
          else if (buffer.freed) reject(new Error('a buffer was read after it was freed'));
          else resolve(result(buffer));
        });
      });
    },
    free: (buffer) => release(buffer, enqueue),
    [Symbol.dispose]() {
      disposed = true;
    },
  };
}
