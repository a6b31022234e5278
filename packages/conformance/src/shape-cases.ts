import type { Case } from './case.ts';
import { emptyCase } from './empty-case.ts';
import type { Batch, Family } from './family.ts';
import { hugeFamily, manyFamily } from './many-families.ts';
import { ordinarySlices } from './ordinary-slices.ts';
import type { Random } from './seeded-random.ts';
import { trialCase } from './trial-case.ts';

const blocks = [4, 8, 16, 32, 64, 256, 1024];
const primes = [5, 11, 13, 17, 97, 251, 257, 509, 1021, 4093];

/** Every length in turn, some slices of each. */
function lengths(name: string, list: readonly number[], count: (length: number) => number): Family {
  return {
    name,
    elements: 1,
    needs: Math.max(...list.map((length) => length * count(length))),
    rounds: list.length,
    batch: (random, _, round) => {
      const length = list[round % list.length]!;
      return batch(random, ordinarySlices(random, { count: count(length), length }), round);
    },
  };
}

/** Every number of slices in turn. */
function counts(name: string, list: readonly number[], length: number): Family {
  return {
    name,
    elements: 1,
    needs: Math.max(...list) * length,
    rounds: list.length,
    batch: (random, _, round) =>
      batch(random, ordinarySlices(random, { count: list[round % list.length]!, length }), round),
  };
}

/** Large batches take one setting each, in turn. */
function batch(random: Random, slices: Batch['slices'], round: number): Batch {
  const p = random.pick([1, 2, Infinity]);
  const settings: Batch['settings'] = [{ p: 2 }, { p }, { p, rule: 'max', epsilon: 1e-12 }];
  const isLarge = slices.length > 500 || slices.length * slices[0]!.length > 50_000;
  return { slices, settings: isLarge ? [settings[round % settings.length]!] : settings };
}

const sources: readonly Family[] = [
  lengths('slices of one, two and three elements', [1, 2, 3], () => 50),
  lengths(
    'slices as long as a block of 4 to 1024, and one less or more',
    blocks.flatMap((n) => [n - 1, n, n + 1]),
    () => 9,
  ),
  counts(
    'as many slices as a block of 4 to 1024, and one less or more',
    blocks.flatMap((n) => [n - 1, n, n + 1]),
    3,
  ),
  lengths('slices of prime length', primes, (n) => (n < 1000 ? 7 : 3)),
  lengths('slices of 65535, 65536 and 65537 elements', [65535, 65536, 65537], () => 2),
  counts('65535, 65536 and 65537 slices of two', [65535, 65536, 65537], 2),
  lengths('very many short slices', [1, 3, 5], (n) => Math.floor(70_000 / n)),
  lengths('a few very long slices', [300_007], () => 2),
].map((source) => ({ ...source, name: `${source.name} are normalized each by its own norm` }));

/** Lengths and numbers of slices on which kernels' blocks, lanes and grids end. */
export const shapeCases: readonly Case[] = [
  emptyCase,
  ...ranks(),
  ...sources.map((source) => trialCase({ family: 'shapes', source })),
  trialCase({ family: 'shapes', source: manyFamily('float32', [2, 1, Infinity]), longest: Infinity }),
  trialCase({ family: 'shapes', source: hugeFamily, longest: 2 ** 22 + 3 }),
];

/** Random shapes of each rank, normalized along the last axis. */
function ranks(): Case[] {
  return [1, 2, 3, 4, 5, 6].map((rank) =>
    trialCase({
      family: 'shapes',
      source: {
        name: `arrays of rank ${rank} are normalized along the last axis`,
        elements: 1,
        rounds: 4,
        batch(random, _, round) {
          const shape = Array.from({ length: rank }, () => random.integer(1, 5));
          const length = shape.at(-1)!;
          const count = shape.slice(0, -1).reduce((product, n) => product * n, 1);
          return {
            ...batch(random, ordinarySlices(random, { count, length }), round),
            layout: { shape, axes: [rank - 1] },
          };
        },
      },
    }),
  );
}
