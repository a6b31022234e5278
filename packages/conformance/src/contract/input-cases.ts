import type { FloatArray } from '@unitsphere/core';
import type { Case } from '../case.ts';
import { waitFor } from '../subject.ts';
import { type Bench, drawCall, readCopy, requireSame } from './bench.ts';
import { contractCase } from './contract-case.ts';

/** Nothing but a named output is written to. */
export const inputCases: readonly Case[] = [
  contractCase({
    about: 'input',
    name: 'normalizing values leaves them as they were',
    run: (bench) =>
      eachOrder(bench, async (values, options) => {
        await waitFor(bench, bench.normalizer.normalize(values, options));
        if (!bench.backend.capabilities.norms) return;
        await waitFor(bench, bench.normalizer.normalizeWithNorms(values, options));
        await waitFor(bench, bench.normalizer.norms(values, options));
      }),
  }),
  contractCase({
    about: 'input',
    name: 'the gradient leaves the values and the upstream gradient as they were',
    need: { gradient: true },
    run: (bench) =>
      eachOrder(bench, async (values, options) => {
        const upstream = drawCall(bench).values;
        const before = upstream.slice();
        await waitFor(bench, bench.normalizer.gradient(values, upstream, options));
        requireSame(bench, { got: upstream, wanted: before, what: 'the upstream gradient was written to' });
      }),
  }),
  contractCase({
    about: 'input',
    name: 'a buffer that is normalized keeps its values',
    async run(bench) {
      const { backend } = bench;
      for (const p of [1, 2, Infinity]) {
        const { values, problem } = drawCall(bench, { p });
        const before = values.slice();
        const input = backend.upload(values);
        const made = [backend.normalize(input, problem)];
        if (backend.capabilities.norms) {
          const { output, norms, tally } = backend.normalizeWithNorms(input, problem);
          made.push(backend.norms(input, problem), output, norms, tally);
        }
        for (const buffer of made) await readCopy(bench, buffer);
        const got = await readCopy(bench, input);
        requireSame(bench, { got, wanted: before, what: 'the input buffer was written to' });
        for (const buffer of [input, ...made]) backend.free(buffer);
      }
    },
  }),
];

type Options = { readonly shape: readonly number[]; readonly p: number; readonly axis: number };

async function eachOrder(
  bench: Bench,
  call: (values: FloatArray, options: Options) => Promise<void>,
): Promise<void> {
  for (const axis of [-1, 0]) {
    for (const p of [1, 2, Infinity]) {
      const { values } = drawCall(bench);
      const before = values.slice();
      await call(values, { shape: [5, 33], p, axis });
      requireSame(bench, { got: values, wanted: before, what: 'the input was written to' });
    }
  }
}
