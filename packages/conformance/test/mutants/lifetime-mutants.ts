import type { FloatArray } from '@unitsphere/core';
import type { Mutant } from './mutant.ts';
import { sliceModel } from './slice-model.ts';

/** Backends that end wrongly, or never quite. */
export const lifetimeMutants: readonly Mutant[] = [
  {
    name: 'arrays that were lent are zeroed at the end',
    create: () => {
      const right = sliceModel();
      const lent: FloatArray[] = [];
      return {
        ...right,
        upload(values) {
          lent.push(values);
          return values;
        },
        [Symbol.dispose]: () => {
          for (const values of lent) values.fill(0);
        },
      };
    },
    caughtBy: [
      'contract: borrowing: an array that was lent keeps its values when it is freed and when the backend ends',
    ],
  },
  {
    name: 'ending it a second time throws',
    create: () => {
      let ended = false;
      return {
        ...sliceModel(),
        [Symbol.dispose]: () => {
          if (ended) throw new Error('this backend has ended already');
          ended = true;
        },
      };
    },
    caughtBy: ['contract: lifetime: ending a backend twice does no more than once'],
  },
  {
    name: 'every backend that was started is remembered, with its scratch',
    create: leaking(),
    caughtBy: ['contract: memory: a thousand backends started and ended do not grow memory'],
  },
  {
    name: 'every buffer that was uploaded is remembered',
    create: () => {
      const uploaded: FloatArray[] = [];
      return {
        ...sliceModel(),
        upload(values) {
          uploaded.push(values);
          return values;
        },
      };
    },
    caughtBy: ['contract: memory: a thousand tensors made and disposed do not grow memory'],
  },
];

function leaking(): Mutant['create'] {
  const started: unknown[] = [];
  return () => {
    const backend = { ...sliceModel(), scratch: new Float64Array(4096) };
    started.push(backend);
    return backend;
  };
}
