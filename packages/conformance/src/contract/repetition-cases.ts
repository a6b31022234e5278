import type { FloatArray, RuleOptions } from '@unitsphere/core';
import type { Case } from '../case.ts';
import { waitFor } from '../subject.ts';
import { type Bench, drawCall, requireRight, requireSame } from './bench.ts';
import { contractCase } from './contract-case.ts';

/** Different in every way that a kernel, or what caches kernels, may tell calls apart by; 660 elements at most. */
const eight: readonly (RuleOptions & { readonly rows: number; readonly length: number })[] = [
  { rows: 5, length: 33 },
  { rows: 33, length: 5 },
  { rows: 5, length: 33, p: 1 },
  { rows: 5, length: 33, p: Infinity },
  { rows: 5, length: 33, rule: 'max', epsilon: 4 },
  { rows: 5, length: 33, rule: 'add', epsilon: 4 },
  { rows: 20, length: 33 },
  { rows: 1, length: 100, p: 1, rule: 'add', epsilon: 0.5 },
];

/** A call's result depends on nothing but the call. */
export const repetitionCases: readonly Case[] = [
  contractCase({
    about: 'repetition',
    name: 'the same call twenty times gives the same bits',
    async run(bench) {
      const { values } = drawCall(bench);
      let first: FloatArray | undefined;
      for (let time = 1; time <= 20; time++) {
        const got = await waitFor(bench, bench.normalizer.normalize(values.slice(), { shape: [5, 33] }));
        first ??= got.slice();
        requireSame(bench, { got, wanted: first, what: `call ${time} of 20` });
      }
    },
  }),
  contractCase({
    about: 'repetition',
    name: 'a call of the same shape as the last one sees its own values',
    async run(bench) {
      for (let time = 1; time <= 5; time++) {
        const call = drawCall(bench);
        const got = await waitFor(bench, bench.normalizer.normalize(call.values.slice(), { shape: [5, 33] }));
        requireRight(bench, call, { got, what: `call ${time} of 5` });
      }
    },
  }),
  contractCase({
    about: 'repetition',
    name: 'an array whose values have changed is normalized as it is now',
    async run(bench) {
      const { values, problem } = drawCall(bench);
      for (let time = 1; time <= 3; time++) {
        const now = drawCall(bench).values;
        values.set(now);
        const got = await waitFor(bench, bench.normalizer.normalize(values, { shape: [5, 33] }));
        requireRight(bench, { values: now, problem }, { got, what: `call ${time} of 3` });
      }
    },
  }),
  contractCase({
    about: 'repetition',
    name: 'a call that differs from the last one in a single setting is made with its own settings',
    need: { elements: 660 },
    async run(bench) {
      for (const [i, setting] of [...eight, ...[...eight].reverse()].entries())
        await requireCall(bench, setting, `call ${i + 1} of 16`);
    },
  }),
  contractCase({
    about: 'concurrency',
    name: 'eight different calls at once each get their own result',
    need: { elements: 660 },
    async run(bench) {
      for (let round = 0; round < 3; round++)
        await Promise.all(
          eight.map((setting, i) => requireCall(bench, setting, `call ${i + 1} of 8 at once`)),
        );
    },
  }),
  contractCase({
    about: 'concurrency',
    name: 'eight calls of one shape at once each get their own result',
    async run(bench) {
      for (let round = 0; round < 3; round++)
        await Promise.all(eight.map((_, i) => requireCall(bench, eight[0]!, `call ${i + 1} of 8 at once`)));
    },
  }),
];

async function requireCall(bench: Bench, setting: (typeof eight)[number], what: string): Promise<void> {
  const { rows, length, ...rule } = setting;
  const call = drawCall(bench, setting);
  const got = await waitFor(
    bench,
    bench.normalizer.normalize(call.values.slice(), { shape: [rows, length], ...rule }),
  );
  requireRight(bench, call, { got, what });
}
