import { allocate, type FloatArray, type Problem } from '@unitsphere/core';
import type { Mutant } from './mutant.ts';
import { changed, normalizing } from './normalizing.ts';

/** Backends over plain arrays that keep, share or write to what is not theirs. */
export const memoryMutants: readonly Mutant[] = [
  {
    name: 'the input is normalized too',
    create: normalizing((normalize) => (input, problem, output = input.slice()) => {
      normalize(input, problem, input);
      output.set(input);
      return output;
    }),
    caughtBy: [
      'contract: input: normalizing values leaves them as they were',
      'contract: input: a buffer that is normalized keeps its values',
    ],
  },
  {
    name: 'the upstream gradient is written to',
    create: changed(({ gradient }) => ({
      gradient(input: FloatArray, upstream: FloatArray, problem: Problem, output?: FloatArray) {
        const dx = gradient(input, upstream, problem, output);
        upstream.set(dx);
        return dx;
      },
    })),
    caughtBy: ['contract: input: the gradient leaves the values and the upstream gradient as they were'],
  },
  {
    name: 'all results of one size are one array',
    create: normalizing((normalize) => {
      const outputs = new Map<string, FloatArray>();
      return (input, problem, output) => {
        const key = `${problem.dtype} ${input.length}`;
        const kept = outputs.get(key) ?? allocate(problem.dtype, input.length);
        outputs.set(key, kept);
        return normalize(input, problem, output ?? kept);
      };
    }),
    caughtBy: [
      'contract: aliasing: a result keeps its values through later calls of the same shape',
      'contract: aliasing: a tensor keeps its values through later calls of the same shape',
      'contract: order: two tensors normalized before either is read do not disturb each other',
    ],
  },
  {
    name: 'without an output, the input is overwritten and given back',
    create: normalizing(
      (normalize) =>
        (input, problem, output = input) =>
          normalize(input, problem, output),
    ),
    caughtBy: ['contract: aliasing: a result shares no memory with the input'],
  },
];
