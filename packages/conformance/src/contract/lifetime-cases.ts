import { UnitsphereError } from '@unitsphere/core';
import type { Case } from '../case.ts';
import { Failure } from '../failure.ts';
import { inWords } from '../in-words.ts';
import { waitFor } from '../subject.ts';
import { type Bench, drawCall, readCopy, requireRight, requireSame } from './bench.ts';
import { contractCase } from './contract-case.ts';

const shape = [5, 33];

/** What ends, when, and what outlives it. */
export const lifetimeCases: readonly Case[] = [
  contractCase({
    about: 'lifetime',
    name: 'buffers made after others were freed hold what is put into them, and disturb none',
    async run(bench) {
      const { backend } = bench;
      const kept = drawCall(bench);
      const keptInput = backend.upload(kept.values.slice());
      const keptResult = backend.normalize(keptInput, kept.problem);
      for (let round = 0; round < 20; round++) {
        const call = drawCall(bench);
        const input = backend.upload(call.values.slice());
        const result = backend.normalize(input, call.problem);
        requireRight(bench, call, { got: await readCopy(bench, result), what: `round ${round + 1} of 20` });
        for (const buffer of [input, result]) backend.free(buffer);
      }
      const what = 'a buffer that was never freed';
      requireRight(bench, kept, { got: await readCopy(bench, keptResult), what });
      requireSame(bench, { got: await readCopy(bench, keptInput), wanted: kept.values, what });
    },
  }),
  contractCase({
    about: 'lifetime',
    name: 'disposing a tensor twice does no more than once',
    async run(bench) {
      const { normalizer } = bench;
      const gone = normalizer.normalize(normalizer.tensor(drawCall(bench).values, shape));
      for (let time = 0; time < 2; time++) gone[Symbol.dispose]();
      // A buffer freed twice would be handed out twice.
      const calls = [drawCall(bench), drawCall(bench)];
      const inputs = calls.map(({ values }) => normalizer.tensor(values.slice(), shape));
      const results = inputs.map((tensor) => normalizer.normalize(tensor));
      for (const [i, call] of calls.entries()) {
        const got = await readCopy(bench, results[i]!.buffer);
        requireRight(bench, call, { got, what: `tensor ${i + 1} of 2 made afterwards` });
      }
    },
  }),
  contractCase({
    about: 'lifetime',
    name: 'ending a backend twice does no more than once',
    async run({ backend, context }) {
      context.measure.count(1);
      for (const time of ['first', 'second']) {
        try {
          backend[Symbol.dispose]();
        } catch (error) {
          throw new Failure(`ending it the ${time} time threw: ${inWords(error)}`);
        }
      }
    },
  }),
  contractCase({
    about: 'lifetime',
    name: 'a tensor that is used after its end is an error with the code disposed',
    async run(bench) {
      const { normalizer } = bench;
      const tensor = normalizer.tensor(drawCall(bench).values, shape);
      end(tensor, 'a tensor');
      await requireDisposed(bench, 'reading it', () => tensor.read());
      await requireDisposed(bench, 'its buffer', () => tensor.buffer);
      await requireDisposed(bench, 'normalizing it', () => normalizer.normalize(tensor));
      await requireDisposed(bench, 'its norms', () => normalizer.norms(tensor));
    },
  }),
  contractCase({
    about: 'lifetime',
    name: 'a normalizer that is used after its end is an error with the code disposed',
    async run(bench) {
      const { normalizer } = bench;
      const { values } = drawCall(bench);
      end(normalizer, 'a normalizer');
      await requireDisposed(bench, 'normalizing', () => normalizer.normalize(values, { shape }));
      await requireDisposed(bench, 'normalizing with norms', () =>
        normalizer.normalizeWithNorms(values, { shape }),
      );
      await requireDisposed(bench, 'norms', () => normalizer.norms(values, { shape }));
      await requireDisposed(bench, 'gradient', () => normalizer.gradient(values, values, { shape }));
      await requireDisposed(bench, 'tensor', () => normalizer.tensor(values, shape));
      await requireDisposed(bench, 'borrow', () => normalizer.borrow(values, bench.dtype, shape));
    },
  }),
  contractCase({
    about: 'lifetime',
    name: 'a device that is used after its end is an error',
    only: { residency: 'device', because: 'its buffers are plain arrays, which outlive it' },
    async run(bench) {
      const { backend, context } = bench;
      const { values, problem } = drawCall(bench);
      const input = backend.upload(values.slice());
      const result = backend.normalize(input, problem);
      await readCopy(bench, result);
      backend[Symbol.dispose]();
      const attempts = {
        'reading a buffer': () => backend.read(result),
        'uploading, normalizing and reading': () =>
          backend.read(backend.normalize(backend.upload(values.slice()), problem)),
      };
      for (const [what, attempt] of Object.entries(attempts)) {
        context.measure.count(1);
        if ((await errorOf(attempt)) === undefined)
          throw new Failure(`${what} after its end gave values, no error`);
      }
    },
  }),
  contractCase({
    about: 'lifetime',
    name: 'results that were read stay as they were when the backend ends',
    async run(bench) {
      const call = drawCall(bench);
      const before = call.values.slice();
      const got = await waitFor(bench, bench.normalizer.normalize(call.values, { shape }));
      end(bench.backend, 'the backend');
      requireRight(bench, { ...call, values: before }, { got, what: 'the result' });
      requireSame(bench, { got: call.values, wanted: before, what: "the caller's own array was written to" });
    },
  }),
];

function end(what: Disposable, name: string): void {
  try {
    what[Symbol.dispose]();
  } catch (error) {
    throw new Failure(`ending ${name} threw: ${inWords(error)}`);
  }
}

async function requireDisposed({ context }: Bench, what: string, attempt: () => unknown): Promise<void> {
  context.measure.count(1);
  const error = await errorOf(attempt);
  if (error === undefined) throw new Failure(`${what} after the end is no error`);
  if (error.cause instanceof UnitsphereError && error.cause.code === 'disposed') return;
  throw new Failure(`${what} after the end is ${inWords(error.cause)}, not an error with the code disposed`);
}

/** What an attempt threw or rejected with. */
async function errorOf(attempt: () => unknown): Promise<{ readonly cause: unknown } | undefined> {
  try {
    await attempt();
    return undefined;
  } catch (cause) {
    return { cause };
  }
}
