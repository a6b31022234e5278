import { allocate, type DType } from '@unitsphere/core';
import type { Case } from '../case.ts';
import { Failure } from '../failure.ts';
import { requireArray, waitFor } from '../subject.ts';
import { type Bench, drawCall, readCopy, requireRight, requireSame } from './bench.ts';
import { contractCase } from './contract-case.ts';

/** Forms of what is read and written. */
export const readingCases: readonly Case[] = [
  contractCase({
    about: 'reading',
    name: 'every reading is of the dtype and length of its buffer, and a promise only where that is declared',
    async run(bench) {
      const { backend, dtype, context } = bench;
      for (const p of [1, 2, Infinity]) {
        const { values, problem } = drawCall(bench, { p });
        const input = backend.upload(values);
        const expected: (readonly [unknown, DType, number])[] = [
          [input, dtype, 165],
          [backend.normalize(input, problem), dtype, 165],
        ];
        if (backend.capabilities.norms) {
          const { output, norms, tally } = backend.normalizeWithNorms(input, problem);
          expected.push(
            [backend.norms(input, problem), 'float64', 5],
            [output, dtype, 165],
            [norms, 'float64', 5],
            [tally, 'float64', 4],
          );
        }
        if (backend.capabilities.gradient)
          expected.push([backend.gradient(input, input, problem), dtype, 165]);
        for (const [buffer, type, length] of expected) {
          context.measure.count(length);
          requireArray(await waitFor(bench, backend.read(buffer)), type, length);
        }
      }
    },
  }),
  contractCase({
    about: 'reading',
    name: 'every method gives empty results for empty problems',
    async run(bench) {
      const { backend, dtype, context } = bench;
      for (const [outer, length, inner] of [
        [0, 0, 0],
        [0, 3, 1],
        [3, 0, 1],
        [3, 3, 0],
      ] as const) {
        const { problem } = drawCall(bench);
        const empty = { ...problem, outer, length, inner, stride: length * inner };
        const input = backend.upload(allocate(dtype, 0));
        const made = [input, backend.normalize(input, empty)];
        const counted: unknown[] = [];
        if (backend.capabilities.norms) {
          const { output, norms } = backend.normalizeWithNorms(input, empty);
          made.push(output);
          counted.push(norms, backend.norms(input, empty));
        }
        if (backend.capabilities.gradient) made.push(backend.gradient(input, input, empty));
        for (const buffer of made) requireArray(await waitFor(bench, backend.read(buffer)), dtype, 0);
        for (const buffer of counted)
          requireArray(await waitFor(bench, backend.read(buffer)), 'float64', outer * inner);
        context.measure.count(1);
      }
    },
  }),
  contractCase({
    about: 'output',
    name: 'an output that is given is the buffer that comes back, written in whole',
    async run(bench) {
      const { backend, context } = bench;
      const call = drawCall(bench);
      const input = backend.upload(call.values.slice());
      const blank = (): unknown => backend.upload(call.values.slice().fill(7));
      const calls: Record<string, (output: unknown) => unknown> = {
        normalize: (output) => backend.normalize(input, call.problem, output),
        ...(backend.capabilities.norms && {
          normalizeWithNorms: (output) => backend.normalizeWithNorms(input, call.problem, output).output,
        }),
      };
      const given = Object.values(calls).map(blank);
      for (const [i, [method, into]] of Object.entries(calls).entries())
        requireIs(method, into(given[i]), given[i]);
      for (const buffer of given)
        requireRight(bench, call, { got: await readCopy(bench, buffer), what: 'the given output' });
      if (!backend.capabilities.gradient) return;
      const upstream = backend.upload(drawCall(bench).values);
      const output = blank();
      requireIs('gradient', backend.gradient(input, upstream, call.problem, output), output);
      const wanted = await readCopy(bench, backend.gradient(input, upstream, call.problem));
      requireSame(bench, {
        got: await readCopy(bench, output),
        wanted,
        what: 'the gradient in a given output',
      });
      context.measure.count(1);
    },
  }),
  contractCase({
    about: 'output',
    name: 'normalizing with norms gives the bits of normalizing and of the norms',
    need: { norms: true },
    async run(bench) {
      for (const p of [1, 2, Infinity]) {
        const { values } = drawCall(bench);
        const options = { shape: [5, 33], p };
        const { normalizer } = bench;
        const both = await waitFor(bench, normalizer.normalizeWithNorms(values, options));
        const wanted = await waitFor(bench, normalizer.normalize(values, options));
        requireSame(bench, { got: both.values, wanted, what: 'the result with norms' });
        const norms = await waitFor(bench, normalizer.norms(values, options));
        requireSame(bench, { got: both.norms, wanted: norms, what: 'the norms with the result' });
      }
    },
  }),
  contractCase({
    about: 'output',
    name: 'zero, non-finite and clamped slices are counted in each call anew',
    need: { norms: true },
    run: (bench) => requireTally(bench),
  }),
];

function requireIs(method: string, got: unknown, output: unknown): void {
  if (got !== output) throw new Failure(`${method} gave another buffer than the output that was given`);
}

async function requireTally(bench: Bench): Promise<void> {
  // Rows: a long one, zeros, one below epsilon, NaN, ∞.
  const values = allocate(bench.dtype, 10);
  values.set([3, 4, 0, -0, 0.25, 0.25, NaN, 1, Infinity, 1]);
  const options = { shape: [5, 2], rule: 'max', epsilon: 1 } as const;
  for (let time = 1; time <= 2; time++) {
    const { tally } = await waitFor(bench, bench.normalizer.normalizeWithNorms(values, options));
    bench.context.measure.count(4);
    const { zero, nonFinite, clamped, settledExactly } = tally;
    const settled = Number.isInteger(settledExactly) && settledExactly >= 0;
    if (zero === 1 && nonFinite === 2 && clamped === 2 && settled) continue;
    throw new Failure(
      `call ${time} counts ${JSON.stringify(tally)}; expected 1 zero, 2 non-finite, 2 clamped`,
    );
  }
}
