import type { Batch, Family } from './family.ts';
import type { Random } from './seeded-random.ts';

/** Slices that are too long for sums kept in float32. */
export const longFamilies: readonly Family[] = [
  {
    name: 'a million equal elements add up',
    elements: 1_500_000,
    needs: 1_000_000,
    batch: (random, _, round): Batch => {
      const length = 1_000_000;
      const value = random.pick([0.1, 1 / 3, 2 ** -149, 1e-30, 3e38]);
      return { slices: [new Float32Array(length).fill(value)], settings: [{ p: round % 2 === 0 ? 2 : 1 }] };
    },
  },
  {
    name: 'a long slice of ordinary values adds up',
    elements: 700_000,
    needs: 300_000,
    batch: (random, _, round): Batch => {
      const slice = new Float32Array(300_000);
      for (let k = 0; k < slice.length; k++) slice[k] = draw(random);
      return { slices: [slice], settings: [{ p: [2, 1, Infinity][round % 3]! }] };
    },
  },
];

function draw(random: Random): number {
  return 2 * random.unit() - 1;
}
