import type { Backend, FloatArray } from '@unitsphere/core';
import type { Create } from '../../src/index.ts';
import { type QueueBuffer, queueModel } from '../mutants/queue-model.ts';

const reversed: Create = () => queueModel({ order: (jobs) => [...jobs].reverse() });

/** Devices with a queue, each wrong in the way that the case of its name is there for. */
export const faultyDevices: Readonly<Record<string, Create>> = {
  'contract: aliasing: writing to what was read does not change the buffer': () =>
    queueModel({ result: ({ values }) => values }),
  'contract: aliasing: writing to an array after it was uploaded does not change the buffer': () =>
    queueModel({ store: (values) => values }),
  'contract: order: work that is queued on the result of queued work sees that result': reversed,
  'contract: order: given outputs are written, and read by later work, in call order': reversed,
  'contract: order: an output that is written twice holds the second result': reversed,
  'contract: order: a reading that is asked for between two writes gives what the first wrote': reversed,
  'contract: order: several steps in place run one after another': reversed,
  'contract: order: freeing a buffer does not spoil the work that was queued on it before': () =>
    queueModel({
      release(buffer) {
        buffer.freed = true;
      },
    }),
  'contract: concurrency: eight different calls at once each get their own result': () => {
    let last: FloatArray | undefined;
    return queueModel({
      result({ values }) {
        const given = last ?? values.slice();
        last = values.slice();
        return given;
      },
    });
  },
  'contract: concurrency: eight calls of one shape at once each get their own result': () => {
    const staging = new Map<number, FloatArray>();
    return queueModel({
      result({ values }) {
        const shared = staging.get(values.length) ?? values.slice();
        shared.set(values);
        staging.set(values.length, shared);
        return shared;
      },
    });
  },
  'contract: lifetime: a device that is used after its end is an error': () => ({
    ...queueModel(),
    [Symbol.dispose]: () => {},
  }),
  'contract: errors: work on a buffer that was freed is an error by the time it is read, never other values':
    () => {
      const right = queueModel();
      return readingAs(right, (buffer) =>
        right.read(buffer).catch(() => new Float32Array(buffer.values.length)),
      );
    },
  'contract: errors: after an error other work goes on': () => {
    const right = queueModel();
    let lost: unknown;
    return readingAs(right, async (buffer) => {
      if (lost !== undefined) throw lost;
      try {
        return await right.read(buffer);
      } catch (error) {
        lost = error;
        throw error;
      }
    });
  },
};

function readingAs(
  right: Backend<QueueBuffer, 'async'>,
  read: (buffer: QueueBuffer) => Promise<FloatArray>,
): Backend<QueueBuffer, 'async'> {
  return { ...right, read };
}
