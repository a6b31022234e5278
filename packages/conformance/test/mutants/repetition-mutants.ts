import type { Backend, FloatArray, Problem } from '@unitsphere/core';
import type { Mutant } from './mutant.ts';
import { outward } from './neighbours.ts';
import { changed, normalizing } from './normalizing.ts';

type Host = Backend<FloatArray, 'sync'>;

/** Backends whose results depend on more than the call. */
export const repetitionMutants: readonly Mutant[] = [
  {
    name: 'the second call of a shape gives the first result again',
    create: normalizing((normalize) => {
      const results = new Map<string, FloatArray>();
      return (input, problem, output) => {
        const key = JSON.stringify(problem);
        const made = results.get(key) ?? normalize(input, problem);
        results.set(key, made.slice());
        if (output === undefined) return made;
        output.set(made);
        return output;
      };
    }),
    caughtBy: ['contract: repetition: a call of the same shape as the last one sees its own values'],
  },
  {
    name: 'results are kept by array, whatever it holds by now',
    create: normalizing((normalize) => {
      const results = new WeakMap<FloatArray, { key: string; made: FloatArray }>();
      return (input, problem, output) => {
        if (output !== undefined) return normalize(input, problem, output);
        const key = JSON.stringify(problem);
        const kept = results.get(input);
        if (kept?.key === key) return kept.made.slice();
        const made = normalize(input, problem);
        results.set(input, { key, made: made.slice() });
        return made;
      };
    }),
    caughtBy: ['contract: repetition: an array whose values have changed is normalized as it is now'],
  },
  {
    name: 'a kernel kept for a shape goes on with the first ε',
    create: normalizing((normalize) => {
      const problems = new Map<string, Problem>();
      return (input, problem, output) => {
        const { denominator: _, ...rest } = problem;
        const key = JSON.stringify([
          rest.dtype,
          rest.outer,
          rest.length,
          rest.inner,
          rest.stride,
          String(rest.p),
        ]);
        const kept = problems.get(key) ?? problem;
        problems.set(key, kept);
        return normalize(input, { ...problem, denominator: kept.denominator }, output);
      };
    }),
    caughtBy: [
      'contract: repetition: a call that differs from the last one in a single setting is made with its own settings',
    ],
  },
  {
    name: 'every seventh call is off by one unit in its first element',
    create: normalizing((normalize) => {
      let calls = 0;
      return (input, problem, output) => {
        const made = normalize(input, problem, output);
        if (++calls % 7 === 0 && made.length > 0) made[0] = outward(made[0]!);
        return made;
      };
    }),
    caughtBy: ['contract: repetition: the same call twenty times gives the same bits'],
  },
  {
    name: 'counts go on from call to call',
    create: changed(({ normalizeWithNorms }) => {
      const total = new Float64Array(4);
      return {
        normalizeWithNorms(...call: Parameters<Host['normalizeWithNorms']>) {
          const made = normalizeWithNorms(...call);
          made.tally.forEach((count: number, field: number) => {
            total[field]! += count;
          });
          return { ...made, tally: total.slice() };
        },
      };
    }),
    caughtBy: ['contract: output: zero, non-finite and clamped slices are counted in each call anew'],
  },
];
