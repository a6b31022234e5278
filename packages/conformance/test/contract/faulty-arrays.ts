import type { FloatArray } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';
import type { Create } from '../../src/index.ts';
import { spoiled } from '../wrong-backend.ts';
import { changed, type Host } from './changed.ts';

/** Backends over arrays, each wrong in the way that the case of its name is there for: results and memory. */
export const faultyArrays: Readonly<Record<string, Create>> = {
  'contract: capabilities: capabilities are plain data, every field there and of its kind': () => ({
    ...cpu(),
    capabilities: { ...cpu().capabilities, maxElements: Number.NaN },
  }),
  'contract: capabilities: capabilities do not change by work, nor from one backend to the next': growing(),
  'contract: capabilities: a backend has a name, one line of text': () => ({ ...cpu(), name: ' ' }),
  'contract: reading: every reading is of the dtype and length of its buffer, and a promise only where that is declared':
    () => changed(({ norms }) => ({ norms: (...call) => Float32Array.from(norms(...call)) })),
  'contract: reading: every method gives empty results for empty problems': () =>
    changed(({ gradient }) => ({
      gradient(input, ...rest) {
        if (input.length === 0) throw new RangeError('nothing to do');
        return gradient(input, ...rest);
      },
    })),
  'contract: output: an output that is given is the buffer that comes back, written in whole': () =>
    changed(({ normalize }) => ({
      normalize(input, problem, output) {
        const made = normalize(input, problem);
        output?.set(made);
        return made;
      },
    })),
  'contract: output: normalizing with norms gives the bits of normalizing and of the norms': () =>
    changed(({ normalizeWithNorms }) => ({
      normalizeWithNorms(...call) {
        const made = normalizeWithNorms(...call);
        made.norms.forEach((norm, i) => {
          made.norms[i] = Math.fround(norm);
        });
        return made;
      },
    })),
  'contract: output: zero, non-finite and clamped slices are counted in each call anew': () => {
    const counted = new Float64Array(4);
    return changed(({ normalizeWithNorms }) => ({
      normalizeWithNorms(...call) {
        const made = normalizeWithNorms(...call);
        made.tally.forEach((count, i) => {
          counted[i]! += count;
        });
        return { ...made, tally: counted.slice() };
      },
    }));
  },
  'contract: input: normalizing values leaves them as they were': () =>
    spoiled((output, input) => {
      input[0] = output[0]!;
    }),
  'contract: input: the gradient leaves the values and the upstream gradient as they were':
    gradientInUpstream,
  'contract: input: a buffer that is normalized keeps its values': () =>
    changed(({ norms }) => ({
      norms(input, problem) {
        const made = norms(input, problem);
        input.forEach((value, i) => {
          input[i] = Math.abs(value);
        });
        return made;
      },
    })),
  'contract: input: values that are a view into a larger array are read from where the view begins': () =>
    changed(({ normalize }) => ({
      normalize: (input, ...rest) => normalize(atStart(input), ...rest),
    })),
  'contract: output: an output that is a view into a larger array is written from where it begins, and nothing beside it':
    () =>
      changed(({ normalize }) => ({
        normalize(input, problem, output) {
          const made = normalize(input, problem);
          if (output === undefined) return made;
          atStart(output).set(made);
          return output;
        },
      })),
  'contract: aliasing: a result shares no memory with the input': () =>
    changed(({ normalize }) => ({ normalize: (input, problem) => normalize(input, problem, input) })),
  'contract: aliasing: a gradient shares no memory with the values or the upstream gradient':
    gradientInUpstream,
  'contract: aliasing: a result keeps its values through later calls of the same shape': oneOutput,
  'contract: aliasing: a tensor keeps its values through later calls of the same shape': oneOutput,
  'contract: aliasing: what was read keeps its values after its buffer is freed': () =>
    changed(() => ({ free: (buffer) => void buffer.fill(0) })),
  'contract: order: two tensors normalized before either is read do not disturb each other': oneOutput,
};

/** As many elements from the start of the memory that an array is a view of. */
function atStart(array: FloatArray): FloatArray {
  return array instanceof Float32Array
    ? new Float32Array(array.buffer, 0, array.length)
    : new Float64Array(array.buffer, 0, array.length);
}

/** One output for all calls of a size. */
function oneOutput(): Host {
  const outputs = new Map<number, FloatArray>();
  return changed(({ normalize }) => ({
    normalize(input, problem, output) {
      const made = normalize(input, problem, output ?? outputs.get(input.length));
      outputs.set(input.length, made);
      return made;
    },
  }));
}

function gradientInUpstream(): Host {
  return changed(({ gradient }) => ({
    gradient: (input, upstream, problem) => gradient(input, upstream, problem, upstream),
  }));
}

function growing(): Create {
  let maxElements = 2 ** 20;
  return () => ({ ...cpu(), capabilities: { ...cpu().capabilities, maxElements: maxElements++ } });
}
