import type { Backend, FloatArray } from '@unitsphere/core';
import type { Mutant } from './mutant.ts';
import { changed } from './normalizing.ts';
import { queueModel } from './queue-model.ts';
import { roughDenominator } from './rough-quotients.ts';
import { sliceModel } from './slice-model.ts';

const ordinary = 'values: ordinary values are rounded as claimed';

type Host = Backend<FloatArray, 'sync'>;

/** Backends that break what they say of themselves, or do not answer. */
export const claimMutants: readonly Mutant[] = [
  {
    name: 'kernels throw a string',
    create: changed(() => {
      const fail = (): never => {
        throw 'out of luck';
      };
      return { normalize: fail, normalizeWithNorms: fail };
    }),
    caughtBy: [ordinary],
    reason: 'out of luck',
  },
  {
    name: 'the factory settles only once',
    create: settlingOnce(),
    caughtBy: [ordinary],
    reason: 'create() did not settle within 300 ms',
    timeLimit: 300,
  },
  {
    name: 'reading never settles',
    create: () => ({ ...queueModel(), read: () => new Promise<never>(() => {}) }),
    caughtBy: [ordinary],
    reason: 'did not settle within 300 ms',
    timeLimit: 300,
  },
  {
    name: 'reading gives a promise where it claims to be synchronous',
    create: changed(({ read }) => ({ read: (buffer: FloatArray) => Promise.resolve(read(buffer)) })),
    caughtBy: [ordinary],
    reason: 'promise',
  },
  {
    name: 'reading gives values at once where it claims to be asynchronous',
    create: changed(({ capabilities }) => ({
      capabilities: { ...capabilities, reading: 'async', residency: 'device' },
    })),
    caughtBy: [ordinary],
    reason: 'at once',
  },
  {
    name: 'results of float32 are float64',
    create: changed(({ normalize, normalizeWithNorms }) => ({
      normalize: (...call: Parameters<Host['normalize']>) => Float64Array.from(normalize(...call)),
      normalizeWithNorms(...call: Parameters<Host['normalizeWithNorms']>) {
        const made = normalizeWithNorms(...call);
        return { ...made, output: Float64Array.from(made.output) };
      },
    })),
    caughtBy: [ordinary],
    reason: 'of float64',
  },
  {
    name: 'results are one element short',
    create: changed(({ read }) => ({ read: (buffer: FloatArray) => read(buffer).slice(0, -1) })),
    caughtBy: [ordinary],
    reason: 'expected',
  },
  {
    name: 'the output that is given stays as it is',
    create: changed(({ normalize, normalizeWithNorms }) => ({
      normalize: (input: FloatArray, problem) => normalize(input, problem),
      normalizeWithNorms: (input: FloatArray, problem) => normalizeWithNorms(input, problem),
    })),
    caughtBy: ['given output: float32: ordinary values go into the output that is given, and nowhere else'],
    share: 1,
  },
  {
    name: 'normalizing in place measures what it has already written',
    create: changed(({ normalize }) => {
      const rereading: Host['normalize'] = (input, problem, output) => {
        const { outer, length, inner, stride } = problem;
        if (output !== input || inner > 1 || problem.denominator.form === 'keep')
          return normalize(input, problem, output);
        for (let o = 0; o < outer; o++) {
          const row = input.subarray(o * stride, o * stride + length);
          if (!row.every(Number.isFinite) || row.every((v: number) => v === 0)) continue;
          const half = Math.floor(length / 2);
          for (const [from, to] of [
            [0, half],
            [half, length],
          ] as const) {
            const d = roughDenominator(row, problem);
            for (let k = from; k < to; k++) row[k]! /= d;
          }
        }
        return input;
      };
      return { normalize: rereading };
    }),
    caughtBy: ['in place: float32: ordinary values normalized in place come out as elsewhere'],
    share: 1,
  },
];

function settlingOnce(): Mutant['create'] {
  let starts = 0;
  return () => (starts++ === 0 ? sliceModel() : new Promise(() => {}));
}
