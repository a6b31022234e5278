import type { NormalizeOptions } from '@unitsphere/core';
import { nearTie } from '../../../cpu/test/near-tie.ts';
import { families, firstDifference, rowsOf } from './arithmetic-check.ts';
import type { OneLane } from './one-lane.ts';

type Case = readonly [rows: Float32Array, length: number, options: NormalizeOptions];

const tie = Float32Array.of(2, 3 * 2 ** -149, 2 ** -149, 5 * 2 ** -149);
const near = ([1, 2] as const).flatMap((p) =>
  (['above', 'below'] as const).map((side): Case => {
    const rows = nearTie({ p, element: 1.5, midpoint: 0.75 + 2 ** -25, side, within: 90 });
    return [rows, rows.length, { p }];
  }),
);
const nearSurd = nearTie({
  p: 2,
  element: 1.5,
  midpoint: 0.3125 + 2 ** -26,
  side: 'above',
  epsilon: 0.1,
  within: 90,
});
const mutantCases: readonly Case[] = [
  ...near,
  [tie, 4, { p: Infinity }],
  [tie, 4, { p: 2 }],
  [tie, 4, { p: 1, rule: 'add', epsilon: 5e-324 }],
  [Float32Array.of(2, 3 * 2 ** -149, 0, 0), 4, { p: 2, rule: 'add', epsilon: 2 ** -400 }],
  [Float32Array.of(2, 3 * 2 ** -149, 0, 0), 4, { p: 2, rule: 'add-squared', epsilon: 2 ** -400 }],
  // x - t·ε is negative, and its square above t²·S.
  [
    Float32Array.of(1.5),
    1,
    { p: 2, rule: 'add', epsilon: (1.5 / ((1 + 2 ** -24) * 2 ** -48)) * (1 + 2 ** -45) },
  ],
  [nearSurd, nearSurd.length, { p: 2, rule: 'add', epsilon: 0.1 }],
  [Float32Array.of(1, 2, 3, 4, 5), 5, { p: 2, rule: 'max', epsilon: 8 }],
  [Float32Array.of(3, 4, 0), 3, { p: 2, rule: 'keep-below', epsilon: 5 }],
  [Float32Array.of(3, 4, 0), 3, { p: 2, rule: 'keep-below', epsilon: 5 + 2 ** -50 }],
  [Float32Array.of(2, 2 ** -25, 2 ** -25, 2 ** -52), 4, { p: 2, rule: 'keep-below', epsilon: 2 + 2 ** -51 }],
  ...[1, 2, Infinity].flatMap((p): Case[] => [
    [rowsOf(families.ordinary, 300, 8, 3), 300, { p }],
    [rowsOf(families['mixed scale'], 40, 16, 3), 40, { p }],
    [rowsOf(families.subnormal, 40, 4, 3), 40, { p }],
  ]),
];

/** The first of the cases that comes out otherwise than the reference, in words; `none`. */
export async function firstFailure(run: OneLane): Promise<string> {
  for (const [rows, length, options] of mutantCases) {
    const difference = firstDifference(await run(rows, length, options), rows, length, options);
    if (difference !== 'none') return difference;
  }
  return 'none';
}
