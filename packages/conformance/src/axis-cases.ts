import type { Axis } from '@unitsphere/core';
import type { Case } from './case.ts';
import type { Family } from './family.ts';
import { ordinarySlices } from './ordinary-slices.ts';
import { trialCase } from './trial-case.ts';

/** An axis argument, and the axes that it names. */
interface Naming {
  readonly rank: number;
  readonly axes: readonly number[];
  readonly axis?: Axis;
}

const ranks = [1, 2, 3, 4, 5, 6];
const all = (rank: number): number[] => [...Array(rank).keys()];
const single: readonly Naming[] = ranks.flatMap((rank) =>
  all(rank).map((a) => ({ rank, axes: [a], axis: a })),
);

/** All lists of two or more of a rank's axes, in order. */
const lists: readonly Naming[] = [2, 3, 4, 5].flatMap((rank) =>
  Array.from({ length: 2 ** rank }, (_, mask) => all(rank).filter((a) => (mask >> a) & 1))
    .filter((axes) => axes.length > 1)
    .map((axes) => ({ rank, axes, axis: axes })),
);

const adjoin = ({ axes }: Naming): boolean => axes.at(-1)! - axes[0]! === axes.length - 1;

/** Every way to name axes, on arrays in which each axis has another length. */
export const axisCases: readonly Case[] = [
  family('the axis that is named is the one that is normalized', single),
  family(
    'a negative axis counts from the end',
    single.map(({ rank, axes }) => ({ rank, axes, axis: axes[0]! - rank })),
  ),
  family('axes that adjoin make one slice', lists.filter(adjoin)),
  family(
    'axes that do not adjoin make one slice',
    lists.filter((naming) => !adjoin(naming)),
  ),
  family(
    'the order of listed axes does not matter, nor whether they are negative',
    lists.map(({ rank, axes }) => ({
      rank,
      axes,
      axis: [...axes].reverse().map((a, i) => (i % 2 ? a : a - rank)),
    })),
  ),
  family(
    'axis null takes all axes together',
    [0, ...ranks].map((rank) => ({ rank, axes: all(rank), axis: null })),
  ),
  family(
    'axis left out is the last',
    ranks.map((rank) => ({ rank, axes: [rank - 1] })),
  ),
  family('a rank of 0 is one slice of one element', [{ rank: 0, axes: [] }]),
].map((source) => trialCase({ family: 'axes', source }));

function family(name: string, namings: readonly Naming[]): Family {
  return {
    name,
    elements: 1,
    rounds: namings.length,
    batch(random, _, round) {
      const { rank, axes, ...named } = namings[round % namings.length]!;
      const shape = all(rank).map((a) => [3, 4, 2, 5, 3, 2][(a + round) % 6]!);
      const sizeOf = (dimensions: readonly number[]): number =>
        dimensions.reduce((product, d) => product * shape[d]!, 1);
      const count = sizeOf(all(rank).filter((a) => !axes.includes(a)));
      const p = random.pick([1, 2, Infinity]);
      return {
        slices: ordinarySlices(random, { count, length: sizeOf(axes) }),
        settings: [{ p }, { p, rule: 'add', epsilon: 0.25 }],
        layout: { shape, axes, ...named },
      };
    },
  };
}
