import type { Backend, FloatArray, Problem } from '@unitsphere/core';
import { sliceModel } from './slice-model.ts';

type Host = Backend<FloatArray, 'sync'>;
type Normalize = Host['normalize'];

/** The model with some methods replaced. */
export function changed(change: (right: Host) => Partial<Backend>): () => Backend {
  return () => {
    const right = sliceModel();
    return { ...right, ...change(right) };
  };
}

/** The model with another `normalize`, which `normalizeWithNorms` goes by too. */
export function normalizing(make: (right: Normalize) => Normalize): () => Backend {
  return changed(({ normalize, normalizeWithNorms }) => {
    const wrong = make(normalize);
    return {
      normalize: wrong,
      normalizeWithNorms(input: FloatArray, problem: Problem, output?: FloatArray) {
        const { norms, tally } = normalizeWithNorms(input, problem);
        return { output: wrong(input, problem, output), norms, tally };
      },
    };
  });
}
