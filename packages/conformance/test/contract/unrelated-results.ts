import type { FloatArray, Problem } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';
import type { Create } from '../../src/index.ts';
import { spoiled } from '../wrong-backend.ts';

/** More than any claim of cpu allows two results to differ by. */
function nudge(output: FloatArray, at: number): void {
  output[at]! *= 1 + (output instanceof Float32Array ? 2 ** -22 : 2 ** -48);
}

/** Backends that break one relation each, by its name without the dtype. */
export const unrelatedResults: Readonly<Record<string, Create>> = {
  'scaling a slice by a power of two changes no bit of the result': () =>
    spoiled((output, input) => {
      if (Math.abs(input[0]!) > 2 ** 40) nudge(output, 0);
    }),
  'negating a slice negates the result': () =>
    spoiled((output) => {
      for (let i = 0; i < output.length; i++) if (output[i]! < 0) nudge(output, i);
    }),
  'permuting a slice permutes the result': () => spoiled((output) => nudge(output, output.length - 1)),
  'normalizing along an axis is transposing, normalizing the last axis and transposing back': () =>
    spoiled((output, _, { inner }) => {
      if (inner > 1) nudge(output, 0);
    }),
  'a batch is its slices one by one': () =>
    spoiled((output, _, { outer }) => {
      if (outer > 3) nudge(output, output.length - 1);
    }),
  'the norm of the result is within its bound of 1': () =>
    spoiled((output) => {
      for (let i = 0; i < output.length; i++) nudge(output, i);
    }),
  'normalizing twice changes no element by more than its bound': () =>
    spoiled((output) => {
      for (let i = 0; i < output.length; i++) if (Math.abs(output[i]!) > 0.5) output[i]! *= 1 - 2 ** -10;
    }),
  'the gradient in a direction is the difference of results in that direction': () => {
    const right = cpu();
    return {
      ...right,
      gradient: (input: FloatArray, upstream: FloatArray, problem: Problem) =>
        upstream.map((dy: number) => dy / right.norms(input, problem)[0]!),
    };
  },
};
