import { allocate, type DType } from '@unitsphere/core';
import type { Batch, Family } from './family.ts';

/** Short runs take the first of them. */
const lengths = [4097, 256, 1025, 65_537, 255, 257, 4096];
const edges = [127, 128, 255, 256, 1023, 1024, 4095, 4096, 65_535];

/** One special value at either end of a long slice, or where a block may end. */
export function specialEdgesFamily(dtype: DType): Family {
  return {
    name: 'NaN, ∞ and −∞ count first, last and at block edges of slices of 255 to 65537',
    elements: 330_000,
    rounds: 3,
    batch(random, longest, round): Batch {
      const usable = lengths.filter((each) => each <= longest);
      const length = usable[round % usable.length] ?? longest;
      const all = [0, ...edges.filter((edge) => edge < length - 1)];
      const places = length > 5000 ? [random.pick(all)] : all;
      const specials = [Number.NaN, Infinity, -Infinity];
      const planted = [
        ...specials.map((special) => [length - 1, special] as const),
        ...places.map((place) => [place, random.pick(specials)] as const),
      ];
      const values = allocate(dtype, length);
      for (let k = 0; k < length; k++) values[k] = random.integer(-9, 9) / 8;
      const slices = planted.map(([place, special]) => {
        const slice = values.slice();
        slice[place] = special;
        return slice;
      });
      return { slices, settings: [{ p: random.pick([1, 2, Infinity]) }] };
    },
  };
}
