import type { FloatArray } from '@unitsphere/core';
import type { Case } from '../case.ts';
import { Failure } from '../failure.ts';
import { waitFor } from '../subject.ts';
import { type Bench, type Call, drawCall, readCopy, requireRight, requireSame } from './bench.ts';
import { contractCase } from './contract-case.ts';
import { overlaps } from './overlaps.ts';

const options = { shape: [5, 33] };

/** Every result is memory of its own. */
export const aliasingCases: readonly Case[] = [
  contractCase({
    about: 'aliasing',
    name: 'a result shares no memory with the input',
    async run(bench) {
      const { values } = drawCall(bench);
      const { normalizer, backend, context } = bench;
      context.measure.count(values.length);
      const result = await waitFor(bench, normalizer.normalize(values, options));
      requireApart({ values, result });
      if (!backend.capabilities.norms) return;
      const measured = await waitFor(bench, normalizer.normalizeWithNorms(values, options));
      requireApart({ values, result, 'result with norms': measured.values, norms: measured.norms });
    },
  }),
  contractCase({
    about: 'aliasing',
    name: 'a gradient shares no memory with the values or the upstream gradient',
    need: { gradient: true },
    async run(bench) {
      const [values, upstream] = [drawCall(bench).values, drawCall(bench).values];
      bench.context.measure.count(values.length);
      const gradient = await waitFor(bench, bench.normalizer.gradient(values, upstream, options));
      requireApart({ values, upstream, gradient });
    },
  }),
  contractCase({
    about: 'aliasing',
    name: 'a result keeps its values through later calls of the same shape',
    async run(bench) {
      const kept: { got: FloatArray; wanted: FloatArray; what: string }[] = [];
      const keep = (what: string, got: FloatArray): void =>
        void kept.push({ got, wanted: got.slice(), what });
      for (let round = 0; round < 4; round++) {
        const { values } = drawCall(bench);
        keep('a result changed', await waitFor(bench, bench.normalizer.normalize(values, options)));
        if (!bench.backend.capabilities.norms) continue;
        const both = await waitFor(bench, bench.normalizer.normalizeWithNorms(values, options));
        keep('a result with norms changed', both.values);
        keep('norms changed', both.norms);
        keep('norms changed', await waitFor(bench, bench.normalizer.norms(values, options)));
      }
      for (const each of kept) requireSame(bench, each);
    },
  }),
  contractCase({
    about: 'aliasing',
    name: 'a tensor keeps its values through later calls of the same shape',
    async run(bench) {
      const calls = Array.from({ length: 4 }, () => drawCall(bench));
      const inputs = calls.map(({ values }) => bench.normalizer.tensor(values.slice(), options.shape));
      const results = inputs.map((tensor) => bench.normalizer.normalize(tensor));
      for (const [i, call] of calls.entries())
        requireRight(bench, call, {
          got: await readCopy(bench, results[i]!.buffer),
          what: `result ${i + 1} of 4`,
        });
      for (const tensor of [...inputs, ...results]) tensor[Symbol.dispose]();
    },
  }),
  contractCase({
    about: 'aliasing',
    name: 'what was read keeps its values after its buffer is freed',
    async run(bench) {
      const { backend } = bench;
      const first = drawCall(bench);
      const [input, result] = queued(bench, first);
      const read = await waitFor(bench, backend.read(result));
      for (const buffer of [input, result]) backend.free(buffer);
      for (let round = 0; round < 4; round++) {
        const later = drawCall(bench);
        const made = queued(bench, later);
        await readCopy(bench, made[1]);
        for (const buffer of made) backend.free(buffer);
      }
      requireRight(bench, first, { got: read, what: 'what was read changed after its buffer was freed' });
    },
  }),
  contractCase({
    about: 'aliasing',
    name: 'writing to what was read does not change the buffer',
    only: { residency: 'device', because: 'reading gives the buffer itself' },
    async run(bench) {
      const call = drawCall(bench);
      const [, result] = queued(bench, call);
      (await waitFor(bench, bench.backend.read(result))).fill(7);
      requireRight(bench, call, { got: await readCopy(bench, result), what: 'the second reading' });
    },
  }),
  contractCase({
    about: 'aliasing',
    name: 'writing to an array after it was uploaded does not change the buffer',
    only: { residency: 'device', because: 'the buffer is the array itself' },
    async run(bench) {
      const { values, problem } = drawCall(bench);
      const before = values.slice();
      const input = bench.backend.upload(values);
      values.fill(7);
      const result = bench.backend.normalize(input, problem);
      requireRight(
        bench,
        { values: before, problem },
        { got: await readCopy(bench, result), what: 'the result' },
      );
    },
  }),
];

/** A buffer of the call's values, and one of its result. */
function queued({ backend }: Bench, { values, problem }: Call): readonly [input: unknown, result: unknown] {
  const input = backend.upload(values.slice());
  return [input, backend.normalize(input, problem)];
}

function requireApart(arrays: Readonly<Record<string, FloatArray>>): void {
  const entries = Object.entries(arrays);
  for (const [i, [name, array]] of entries.entries())
    for (const [other, against] of entries.slice(0, i))
      if (overlaps(array, against)) throw new Failure(`the ${name} and the ${other} share memory`);
}
