import type { Case, Context } from './case.ts';
import { Failure } from './failure.ts';
import { requireArray, subjectOf, waitFor } from './subject.ts';

const shapes: readonly { readonly shape: readonly number[]; readonly norms: number }[] = [
  { shape: [0], norms: 1 },
  { shape: [0, 3], norms: 0 },
  { shape: [3, 0], norms: 3 },
  { shape: [2, 0, 3], norms: 0 },
  { shape: [0, 0], norms: 0 },
];

/** Length 0 and no slices at all: an empty result, and a norm of 0 for each empty slice. */
export const emptyCase: Case = {
  family: 'shapes',
  name: 'nothing in gives nothing out, and the norm of an empty slice is 0',
  skipped: () => undefined,
  async run({ start, measure }: Context): Promise<void> {
    const subject = subjectOf(await start());
    const { normalizer, backend } = subject;
    for (const { shape, norms } of shapes) {
      for (const p of [1, 2, Infinity]) {
        measure.count(1);
        const options = { shape, p, axis: -1 };
        requireArray(
          await waitFor(subject, normalizer.normalize(new Float32Array(0), options)),
          'float32',
          0,
        );
        if (!backend.capabilities.norms) continue;
        measure.count(norms);
        const both = await waitFor(subject, normalizer.normalizeWithNorms(new Float32Array(0), options));
        requireArray(both.values, 'float32', 0);
        for (const got of [
          await waitFor(subject, normalizer.norms(new Float32Array(0), options)),
          both.norms,
        ]) {
          requireArray(got, 'float64', norms);
          const wrong = got.findIndex((norm) => !Object.is(norm, 0));
          if (wrong >= 0)
            throw new Failure(`the norm of an empty slice of shape [${shape}] is ${got[wrong]}`);
        }
      }
    }
  },
};
