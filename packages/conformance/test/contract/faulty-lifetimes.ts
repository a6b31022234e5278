import type { FloatArray } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';
import type { Create } from '../../src/index.ts';
import { spoiled } from '../wrong-backend.ts';
import { changed, type Host } from './changed.ts';

/** Backends over arrays, each wrong in the way that the case of its name is there for: over calls, and at the end. */
export const faultyLifetimes: Readonly<Record<string, Create>> = {
  'contract: repetition: the same call twenty times gives the same bits': () => {
    let calls = 0;
    return spoiled((output) => {
      if (++calls % 7 === 0) output[0]! *= 1 + 2 ** -22;
    });
  },
  'contract: repetition: a call of the same shape as the last one sees its own values': () =>
    remembering((input) => input.length),
  'contract: repetition: an array whose values have changed is normalized as it is now': () =>
    remembering((input) => input),
  'contract: repetition: a call that differs from the last one in a single setting is made with its own settings':
    () => {
      const orders = new Map<number, number>();
      return changed(({ normalize }) => ({
        normalize(input, problem, output) {
          const p = orders.get(problem.length) ?? problem.p;
          orders.set(problem.length, p);
          return normalize(input, { ...problem, p }, output);
        },
      }));
    },
  'contract: lifetime: buffers made after others were freed hold what is put into them, and disturb none':
    () => {
      const freed: FloatArray[] = [];
      return changed(() => ({
        upload: (values) => freed.pop() ?? values.slice(),
        free: (buffer) => void freed.push(buffer),
      }));
    },
  'contract: lifetime: disposing a tensor twice does no more than once': () => {
    const freed: FloatArray[] = [];
    return changed(({ normalize }) => ({
      normalize: (input, problem, output) => normalize(input, problem, output ?? freed.at(-1)),
      free: (buffer) => void freed.push(buffer),
    }));
  },
  'contract: lifetime: ending a backend twice does no more than once': endingOnce,
  'contract: lifetime: a tensor that is used after its end is an error with the code disposed': () =>
    changed(() => ({ free: () => fail('there is nothing to free') })),
  'contract: lifetime: a normalizer that is used after its end is an error with the code disposed': () =>
    changed(() => ({ [Symbol.dispose]: () => fail('there is nothing to end') })),
  'contract: lifetime: results that were read stay as they were when the backend ends': () => {
    const made: FloatArray[] = [];
    return {
      ...spoiled((output) => void made.push(output)),
      [Symbol.dispose]: () => {
        for (const each of made) each.fill(0);
      },
    };
  },
  'contract: borrowing: a borrowed buffer outlives the tensor over it and the results made from it': () => {
    const uploaded: FloatArray[] = [];
    return changed(() => ({
      upload(values) {
        uploaded.push(values);
        return values;
      },
      free() {
        for (const each of uploaded) each.fill(0);
      },
    }));
  },
  'contract: borrowing: an array that was lent keeps its values when it is freed and when the backend ends':
    () => changed(() => ({ free: (buffer) => void buffer.fill(0) })),
  'contract: memory: a thousand backends started and ended do not grow memory': leakingBackends(),
  'contract: memory: a thousand tensors made and disposed do not grow memory': () => {
    const made: FloatArray[] = [];
    return spoiled((output) => void made.push(output));
  },
};

function fail(reason: string): never {
  throw new Error(reason);
}

/** Gives the first result again where `key` says that a call is the same. */
function remembering(key: (input: FloatArray) => unknown): Host {
  const results = new Map<unknown, FloatArray>();
  return changed(({ normalize }) => ({
    normalize(input, problem, output) {
      const known = results.get(key(input));
      const made = known?.slice() ?? normalize(input, problem, output);
      results.set(key(input), made);
      return made;
    },
  }));
}

function leakingBackends(): Create {
  const kept: Float32Array[] = [];
  return () => {
    kept.push(new Float32Array(2 ** 14));
    return cpu();
  };
}

function endingOnce(): Host {
  let ended = false;
  return changed(() => ({
    [Symbol.dispose]() {
      if (ended) fail('it has ended');
      ended = true;
    },
  }));
}
