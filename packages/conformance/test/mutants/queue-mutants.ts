import type { FloatArray } from '@unitsphere/core';
import type { Mutant } from './mutant.ts';
import { type QueueBuffer, type Queueing, queueModel } from './queue-model.ts';

function queueing(name: string, spoiled: () => Partial<Queueing>, ...caughtBy: string[]): Mutant {
  return { name, create: () => queueModel(spoiled()), caughtBy };
}

const uploads =
  'contract: lifetime: buffers made after others were freed hold what is put into them, and disturb none';

/** Asynchronous backends whose queue, pool or end is wrong. */
export const queueMutants: readonly Mutant[] = [
  queueing(
    'queued work runs the last first',
    () => ({ order: (jobs) => [...jobs].reverse() }),
    'contract: order: work that is queued on the result of queued work sees that result',
    'contract: order: given outputs are written, and read by later work, in call order',
  ),
  queueing(
    'the last two of three or more queued steps change places',
    () => ({
      order: (jobs) =>
        jobs.length < 3 ? jobs : [...jobs.slice(0, -3), jobs.at(-2)!, jobs.at(-3)!, jobs.at(-1)!],
    }),
    'contract: order: an output that is written twice holds the second result',
  ),
  queueing(
    'reading gives the memory of the buffer itself',
    () => ({ result: ({ values }) => values }),
    'contract: aliasing: writing to what was read does not change the buffer',
  ),
  queueing(
    'freeing does not wait for the work that was queued before',
    () => ({
      release(buffer) {
        buffer.freed = true;
      },
    }),
    'contract: order: freeing a buffer does not spoil the work that was queued on it before',
  ),
  queueing(
    'uploading keeps the array of the caller',
    () => ({ store: (values) => values }),
    'contract: aliasing: writing to an array after it was uploaded does not change the buffer',
  ),
  queueing('freed memory is handed out as it is', staleUploads, uploads),
  queueing(
    'freed memory is handed out while work on it is still queued',
    () => {
      const pool: FloatArray[] = [];
      return {
        release: ({ values }) => pool.push(values),
        store: (values) => reused(pool, values) ?? values.slice(),
      };
    },
    'contract: order: freeing a buffer does not spoil the work that was queued on it before',
  ),
  {
    name: 'normalizing frees its input',
    create: () => {
      const right = queueModel();
      return {
        ...right,
        normalize(input, problem, output) {
          const made = right.normalize(input, problem, output);
          if (made !== input) right.free(input);
          return made;
        },
      };
    },
    caughtBy: [
      'contract: borrowing: a borrowed buffer outlives the tensor over it and the results made from it',
    ],
  },
  {
    name: 'work on a freed buffer gives zeros, no error',
    create: () => {
      const right = queueModel();
      return {
        ...right,
        read: (buffer) => right.read(buffer).catch(() => buffer.values.map(() => 0)),
      };
    },
    caughtBy: [
      'contract: errors: work on a buffer that was freed is an error by the time it is read, never other values',
    ],
  },
  {
    name: 'after an error every reading fails',
    create: () => {
      const right = queueModel();
      let lost: unknown;
      return {
        ...right,
        async read(buffer) {
          if (lost !== undefined) throw lost;
          try {
            return await right.read(buffer);
          } catch (error) {
            lost = error;
            throw error;
          }
        },
      };
    },
    caughtBy: ['contract: errors: after an error other work goes on'],
  },
  {
    name: 'a device goes on after its end',
    create: () => ({ ...queueModel(), [Symbol.dispose]: () => {} }),
    caughtBy: ['contract: lifetime: a device that is used after its end is an error'],
    unseenBy: [
      'values: ordinary values are rounded as claimed',
      'contract: lifetime: ending a backend twice does no more than once',
      'contract: lifetime: results that were read stay as they were when the backend ends',
    ],
  },
  {
    name: 'readings asked for at once all get the last result of their length',
    create: () => {
      const right = queueModel();
      const latest = new Map<number, QueueBuffer>();
      return {
        ...right,
        async read(buffer) {
          latest.set(buffer.values.length, buffer);
          await Promise.resolve();
          return await right.read(latest.get(buffer.values.length)!);
        },
      };
    },
    caughtBy: ['contract: concurrency: eight calls of one shape at once each get their own result'],
  },
];

/** A pool that forgets to write what is uploaded into memory that it hands out again. */
function staleUploads(): Partial<Queueing> {
  const pool: FloatArray[] = [];
  return {
    release: ({ values }, enqueue) => enqueue(() => pool.push(values)),
    store: (values) => taken(pool, values) ?? values.slice(),
  };
}

/** Memory of the pool that fits, with whatever it holds. */
function taken(pool: FloatArray[], like: FloatArray): FloatArray | undefined {
  const at = pool.findIndex((free) => free.length === like.length && free.constructor === like.constructor);
  return at < 0 ? undefined : pool.splice(at, 1)[0];
}

/** Memory of the pool with the values written into it. */
function reused(pool: FloatArray[], values: FloatArray): FloatArray | undefined {
  const memory = taken(pool, values);
  memory?.set(values);
  return memory;
}
