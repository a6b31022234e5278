import { allocate, type FloatArray } from '@unitsphere/core';
import type { Case } from '../case.ts';
import { waitFor } from '../subject.ts';
import { type Bench, type Call, drawCall, requireRight, requireSame } from './bench.ts';
import { contractCase } from './contract-case.ts';

/** Elements before the view: 4, 12, 20 and 4104 bytes of float32. */
const offsets = [1, 3, 5, 1026];
const options = { shape: [5, 33] };

/** Arrays that begin within a larger one. */
export const viewCases: readonly Case[] = [
  contractCase({
    about: 'input',
    name: 'values that are a view into a larger array are read from where the view begins',
    async run(bench) {
      const { normalizer, backend } = bench;
      for (const offset of offsets) {
        const { call, view, whole } = drawView(bench, offset);
        const before = whole.slice();
        const what = (result: string): string => `${result} of a view that begins at element ${offset}`;
        requireRight(bench, call, {
          got: await waitFor(bench, normalizer.normalize(view, options)),
          what: what('the result'),
        });
        if (backend.capabilities.norms) {
          const both = await waitFor(bench, normalizer.normalizeWithNorms(view, options));
          requireRight(bench, call, { got: both.values, what: what('the result with norms') });
          const wanted = await waitFor(bench, normalizer.norms(call.values.slice(), options));
          requireSame(bench, { got: both.norms, wanted, what: what('the norms with the result') });
          const norms = await waitFor(bench, normalizer.norms(view, options));
          requireSame(bench, { got: norms, wanted, what: what('the norms') });
        }
        if (backend.capabilities.gradient) {
          const upstream = drawView(bench, offset);
          const copied = normalizer.gradient(call.values.slice(), upstream.call.values.slice(), options);
          requireSame(bench, {
            got: await waitFor(bench, normalizer.gradient(view, upstream.view, options)),
            wanted: await waitFor(bench, copied),
            what: what('the gradient'),
          });
        }
        requireSame(bench, { got: whole, wanted: before, what: 'the larger array was written to' });
      }
    },
  }),
  contractCase({
    about: 'output',
    name: 'an output that is a view into a larger array is written from where it begins, and nothing beside it',
    only: { residency: 'host', because: 'its buffers are no views into arrays' },
    async run(bench) {
      const { backend } = bench;
      for (const offset of offsets) {
        const { call, view } = drawView(bench, offset);
        const { values, problem } = call;
        const what = `the output that begins at element ${offset}`;
        const written = (write: (output: unknown) => void): FloatArray => {
          const whole = allocate(bench.dtype, offset + values.length + 9).fill(7);
          const output = whole.subarray(offset, offset + values.length);
          const wanted = whole.slice();
          write(backend.upload(output));
          wanted.set(output, offset);
          requireSame(bench, { got: whole, wanted, what: 'what lies beside the output was written to' });
          return output;
        };
        requireRight(bench, call, {
          got: written((output) => void backend.normalize(view, problem, output)),
          what,
        });
        if (backend.capabilities.norms)
          requireRight(bench, call, {
            got: written((output) => void backend.normalizeWithNorms(view, problem, output)),
            what,
          });
        if (!backend.capabilities.gradient) continue;
        const { values: upstream } = drawCall(bench);
        const wanted = (backend.gradient(values.slice(), upstream, problem) as FloatArray).slice();
        const got = written((output) => void backend.gradient(view, upstream, problem, output));
        requireSame(bench, { got, wanted, what: `the gradient in ${what}` });
      }
    },
  }),
];

interface View {
  readonly call: Call;
  /** The call's values again, as a part of `whole`. */
  readonly view: FloatArray;
  readonly whole: FloatArray;
}

function drawView(bench: Bench, offset: number): View {
  const call = drawCall(bench);
  const end = offset + call.values.length;
  const whole = allocate(bench.dtype, end + 9).fill(7);
  whole.set(call.values, offset);
  return { call, view: whole.subarray(offset, end), whole };
}
