import type { Backend, FloatArray, Problem } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';

/** cpu, but for what `spoil` does to each result. */
export function spoiled(
  spoil: (output: FloatArray, input: FloatArray, problem: Problem) => void,
): Backend<FloatArray, 'sync'> {
  const right = cpu();
  return {
    ...right,
    normalize(input, problem, output) {
      const made = right.normalize(input, problem, output);
      spoil(made, input, problem);
      return made;
    },
    normalizeWithNorms(input, problem, output) {
      const made = right.normalizeWithNorms(input, problem, output);
      spoil(made.output, input, problem);
      return made;
    },
  };
}

/** The next float away from zero, of what is neither zero nor the largest. */
export function oneUlpUp(value: number): number {
  const bits = new Uint32Array(Float32Array.of(value).buffer);
  bits[0]!++;
  return new Float32Array(bits.buffer)[0]!;
}
