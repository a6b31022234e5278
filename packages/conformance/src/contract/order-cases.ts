import type { Case } from '../case.ts';
import { waitFor } from '../subject.ts';
import { type Bench, type Call, drawCall, readCopy, requireRight } from './bench.ts';
import { contractCase } from './contract-case.ts';

const orders = [1, Infinity, 2] as const;

/** Work is queued in call order, and only reading waits. */
export const orderCases: readonly Case[] = [
  contractCase({
    about: 'order',
    name: 'two tensors normalized before either is read do not disturb each other',
    async run(bench) {
      const { normalizer } = bench;
      const calls = [drawCall(bench), drawCall(bench)];
      const inputs = calls.map(({ values }) => normalizer.tensor(values.slice(), [5, 33]));
      const results = inputs.map((tensor) => normalizer.normalize(tensor));
      // Last made, first read.
      for (const i of [1, 0]) {
        const got = await readCopy(bench, results[i]!.buffer);
        requireRight(bench, calls[i]!, { got, what: `tensor ${i + 1} of 2` });
      }
      for (const tensor of [...inputs, ...results]) tensor[Symbol.dispose]();
    },
  }),
  contractCase({
    about: 'order',
    name: 'work that is queued on the result of queued work sees that result',
    async run(bench) {
      const { backend } = bench;
      for (let round = 0; round < 3; round++) {
        const { values } = drawCall(bench);
        const buffers: unknown[] = [backend.upload(values.slice())];
        const problems = orders.map((p) => drawCall(bench, { p }).problem);
        for (const problem of problems) buffers.push(backend.normalize(buffers.at(-1), problem));
        await requireChain(bench, buffers, problems);
      }
    },
  }),
  contractCase({
    about: 'order',
    name: 'given outputs are written, and read by later work, in call order',
    async run(bench) {
      const { backend } = bench;
      for (let round = 0; round < 3; round++) {
        const { values } = drawCall(bench);
        const problems = orders.map((p) => drawCall(bench, { p }).problem);
        const outputs = orders.map(() => backend.upload(values.slice().fill(7)));
        const buffers = [backend.upload(values.slice()), ...outputs];
        for (const [i, problem] of problems.entries()) backend.normalize(buffers[i], problem, buffers[i + 1]);
        await requireChain(bench, buffers, problems);
      }
    },
  }),
  contractCase({
    about: 'order',
    name: 'an output that is written twice holds the second result',
    async run(bench) {
      const { backend } = bench;
      const [first, second] = [drawCall(bench), drawCall(bench)];
      const output = backend.upload(first.values.slice().fill(7));
      for (const { values, problem } of [first, second])
        backend.normalize(backend.upload(values.slice()), problem, output);
      requireRight(bench, second, { got: await readCopy(bench, output), what: 'after the second call' });
    },
  }),
  contractCase({
    about: 'order',
    name: 'a reading that is asked for between two writes gives what the first wrote',
    only: { residency: 'device', because: 'reading gives the buffer itself' },
    async run(bench) {
      const { backend } = bench;
      const calls = [drawCall(bench), drawCall(bench)];
      const output = backend.upload(calls[0]!.values.slice().fill(7));
      const reads = calls.map(({ values, problem }) => {
        backend.normalize(backend.upload(values.slice()), problem, output);
        return waitFor(bench, backend.read(output));
      });
      const got = await Promise.all(reads);
      for (const [i, call] of calls.entries())
        requireRight(bench, call, { got: got[i]!, what: `reading ${i + 1} of 2` });
    },
  }),
  contractCase({
    about: 'order',
    name: 'several steps in place run one after another',
    need: { inPlace: true },
    async run(bench) {
      const { backend } = bench;
      const { values } = drawCall(bench);
      const problems = orders.map((p) => drawCall(bench, { p }).problem);
      const buffer = backend.upload(values.slice());
      for (const problem of problems) backend.normalize(buffer, problem, buffer);
      let current = values;
      for (const problem of problems.slice(0, -1)) {
        const [input, output] = [backend.upload(current.slice()), backend.upload(current.slice())];
        backend.normalize(input, problem, output);
        current = await readCopy(bench, output);
      }
      const last: Call = { values: current, problem: problems.at(-1)! };
      requireRight(bench, last, {
        got: await readCopy(bench, buffer),
        what: 'after p = 1, ∞ and 2 in place',
      });
    },
  }),
  contractCase({
    about: 'order',
    name: 'freeing a buffer does not spoil the work that was queued on it before',
    async run(bench) {
      const { backend } = bench;
      for (let round = 0; round < 3; round++) {
        const call = drawCall(bench);
        const input = backend.upload(call.values.slice());
        const result = backend.normalize(input, call.problem);
        backend.free(input);
        // What a pool would give the freed buffer to next.
        const other = backend.upload(call.values.slice().fill(7));
        const reading = bench.backend.read(result);
        if (reading instanceof Promise) backend.free(result);
        requireRight(bench, call, { got: await waitFor(bench, reading), what: 'the result' });
        backend.free(other);
      }
    },
  }),
];

/** Each buffer is to hold the result for the one before it. */
async function requireChain(
  bench: Bench,
  buffers: readonly unknown[],
  problems: readonly Call['problem'][],
): Promise<void> {
  const read = await Promise.all(buffers.map((buffer) => readCopy(bench, buffer)));
  for (const [i, problem] of problems.entries()) {
    const what = `step ${i + 1} of the chain`;
    requireRight(bench, { values: read[i]!, problem }, { got: read[i + 1]!, what });
  }
  for (const buffer of buffers) bench.backend.free(buffer);
}
