import type { Case } from './case.ts';
import type { Family } from './family.ts';
import { generalFamilies } from './general-families.ts';
import type { Destination } from './trial.ts';
import { trialCase } from './trial-case.ts';
import { exactOrders } from './value-cases.ts';

const kinds = ['ordinary values', 'values of mixed scale', 'NaN, infinities and zero slices'];

/** Where results go: over the input, into what the caller names, and between gaps. */
export const outputCases: readonly Case[] = (['float32', 'float64'] as const).flatMap((dtype) =>
  generalFamilies(dtype, exactOrders)
    .filter(({ kind }) => kinds.includes(kind!))
    .flatMap((source) => {
      const spec = { dtype, part: dtype === 'float32' ? 0.02 : 0.002, longest: 1500 };
      const named = (what: string, destination: Destination, family: string): Case =>
        trialCase({
          ...spec,
          family,
          source: renamed(source, `${dtype}: ${source.kind} ${what}`),
          destinations: [destination],
          need: destination === 'in place' ? { inPlace: true } : {},
        });
      return [
        named('normalized in place come out as elsewhere', 'in place', 'in place'),
        named('go into the output that is given, and nowhere else', 'given', 'given output'),
        trialCase({
          ...spec,
          family: 'strides',
          source: renamed(source, `${dtype}: ${source.kind} in rows with gaps leave the gaps alone`),
          layouts: ['rows with gaps', 'rows with gaps but the last'],
          need: { strided: true },
        }),
      ];
    }),
);

function renamed(source: Family, name: string): Family {
  return { ...source, name };
}
