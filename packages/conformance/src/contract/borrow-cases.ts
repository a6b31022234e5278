import type { Case } from '../case.ts';
import { waitFor } from '../subject.ts';
import { drawCall, readCopy, requireRight, requireSame } from './bench.ts';
import { contractCase } from './contract-case.ts';

const shape = [5, 33];

/** A buffer that was lent stays its owner's. */
export const borrowCases: readonly Case[] = [
  contractCase({
    about: 'borrowing',
    name: 'a borrowed buffer outlives the tensor over it and the results made from it',
    async run(bench) {
      const { backend, normalizer } = bench;
      const call = drawCall(bench);
      const before = call.values.slice();
      const buffer = backend.upload(call.values);
      const tensor = normalizer.borrow(buffer, bench.dtype, shape);
      const result = normalizer.normalize(tensor);
      const wanted = { ...call, values: before };
      requireRight(bench, wanted, { got: await readCopy(bench, result.buffer), what: 'the result' });
      if (backend.capabilities.norms) await waitFor(bench, normalizer.norms(tensor));
      result[Symbol.dispose]();
      tensor[Symbol.dispose]();
      // What a freed buffer would be given to next.
      const other = backend.upload(before.slice().fill(7));
      const what = 'the borrowed buffer';
      requireSame(bench, { got: await readCopy(bench, buffer), wanted: before, what });
      const again = backend.normalize(buffer, call.problem);
      requireRight(bench, wanted, { got: await readCopy(bench, again), what: 'the result after it' });
      for (const each of [again, other, buffer]) backend.free(each);
    },
  }),
  contractCase({
    about: 'borrowing',
    name: 'an array that was lent keeps its values when it is freed and when the backend ends',
    only: { residency: 'host', because: 'its buffers are not the arrays themselves' },
    async run(bench) {
      const { backend } = bench;
      const { values, problem } = drawCall(bench);
      const wanted = values.slice();
      const buffer = backend.upload(values);
      await readCopy(bench, backend.normalize(buffer, problem));
      backend.free(buffer);
      requireSame(bench, { got: values, wanted, what: 'the array after it was freed' });
      backend[Symbol.dispose]();
      requireSame(bench, { got: values, wanted, what: 'the array after the end of the backend' });
    },
  }),
];
