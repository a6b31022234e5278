import type { Batch, Family } from './family.ts';

const lengths = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65];

/** One special value in each position of each slice in turn, by itself and with another kind after it. */
export const specialPlacesFamily: Family = {
  name: 'NaN, ∞, −∞ and −0 count in every position',
  elements: 9000,
  batch(random): Batch {
    const length = random.pick(lengths);
    const special = random.pick([Number.NaN, Infinity, -Infinity, -0]);
    const slices = Array.from({ length: length + 1 }, (_, place) => {
      const slice = Float32Array.from({ length }, () => random.integer(-9, 9) / 8);
      if (place < length) slice[place] = special;
      if (random.unit() < 0.1) slice[random.integer(0, length - 1)] = random.pick([Number.NaN, Infinity]);
      return slice;
    });
    const p = random.pick([1, 2, Infinity]);
    const epsilon = random.pick([0, 1e-12, 0.5, 1e300]);
    return {
      slices,
      settings: [
        { p },
        { p, rule: 'max', epsilon },
        { p, rule: 'add', epsilon },
        { p, rule: 'keep-below', epsilon },
      ],
    };
  },
};
