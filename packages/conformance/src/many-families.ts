import type { DType, FloatArray } from '@unitsphere/core';
import type { NamedLayout } from './arrangement.ts';
import type { Batch, Family } from './family.ts';
import { ordinarySlices } from './ordinary-slices.ts';
import { settingsOf } from './sparse-families.ts';

/** 17² and 257²: as many outer as inner slices around a middle axis. */
const few = 289;
const many = 66_049;

const arrangements: readonly { readonly count: number; readonly layout?: NamedLayout }[] = [
  { count: few, layout: 'rows' },
  { count: few, layout: 'columns' },
  { count: few, layout: 'a middle axis' },
  { count: many, layout: 'rows' },
  { count: many, layout: 'a middle axis' },
  { count: many, layout: 'columns' },
  // An even number: two inner slices and half as many outer ones.
  { count: many + 1, layout: 'a middle axis' },
];

const fitting = (longest: number, length: number): typeof arrangements =>
  arrangements.filter(({ count }) => count * length <= longest);

/** More slices than 8 and 16 bits count, in every layout; they repeat, so that few of them cost the oracle anything. */
export function manyFamily(dtype: DType, orders: readonly number[]): Family {
  const length = 2;
  const isExact = orders.includes(2);
  return {
    kind: 'hundreds and tens of thousands of slices',
    name: '289 and 66049 slices, in rows, columns and around a middle axis, are normalized to the last one',
    // Other orders cost a backend so much that rows of float32 stand for all that is many.
    ...(isExact
      ? { elements: 400_000, rounds: 5, quickRounds: dtype === 'float64' ? 4 : 5 }
      : { elements: 1, rounds: dtype === 'float32' ? 4 : 3 }),
    batch(random, longest, round): Batch {
      const usable = fitting(longest, length);
      const { count, layout } = usable[round % usable.length] ?? { count: Math.floor(longest / length) };
      const p = orders[round % orders.length]!;
      const settings = settingsOf(p, round);
      return {
        slices: ordinarySlices(random, { count, length, dtype, distinct: 11 }),
        settings: count > few ? settings.slice(0, 1) : settings,
        ...(layout && { layout }),
      };
    },
  };
}

/** Nearly all slices are of one kind, which a count of 8 or 16 bits would lose. */
export function countedFamily(dtype: DType): Family {
  const kinds = [0, Number.NaN, 1e-9, -Infinity];
  const layouts = ['rows', 'a middle axis', 'columns'] as const;
  return {
    kind: '289 and 66049 zeros, NaN, small values and infinities',
    name: 'slices of one kind are counted',
    elements: 9_000_000,
    rounds: 5,
    batch(random, longest, round): Batch {
      const count = round < kinds.length || many > longest ? few : many;
      const array = dtype === 'float32' ? Float32Array : Float64Array;
      const like: FloatArray = array.of(round < kinds.length ? kinds[round]! : random.pick(kinds));
      const other: FloatArray = array.of(1);
      return {
        slices: Array.from({ length: count }, (_, s) => (s % 251 === 250 ? other : like)),
        settings: [{ p: random.pick([1, 2, Infinity]), rule: 'max', epsilon: 1e-6 }],
        layout: layouts[round % layouts.length]!,
      };
    },
  };
}

/** As many elements as there may be, in slices that repeat. */
export const hugeFamily: Family = {
  name: 'arrays of up to 2^22 + 3 elements are normalized to their last slice',
  elements: 1,
  batch(random, longest): Batch {
    const length = Math.min(7, longest);
    const count = Math.floor(longest / length);
    return {
      slices: ordinarySlices(random, { count, length }),
      settings: [{ p: random.pick([1, 2, Infinity]) }],
      layout: random.pick(['rows', 'columns']),
    };
  },
};
