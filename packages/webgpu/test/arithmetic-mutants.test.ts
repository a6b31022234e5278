import type { NormalizeOptions } from '@unitsphere/core';
import { beforeAll, expect, test } from 'vitest';
import { nearTie } from '../../cpu/test/near-tie.ts';
import { families, firstDifference, rowsOf } from './arithmetic-check.ts';
import { startDevice } from './device.ts';
import { oneLaneASlice } from './one-lane-a-slice.ts';

let device: GPUDevice;
beforeAll(async () => {
  device = await startDevice();
});

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
const cases: readonly Case[] = [
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

/** What is broken, and the line that is replaced by what. */
const mutants: readonly (readonly [string, string, string])[] = [
  ['nothing', 'fn sign_of(', 'fn sign_of('],
  ['certificate off', 'return bitcast<i32>(fraction + UNCERTAIN_BELOW) >', 'return 0x7fffffff >='],
  ['certificate too narrow', 'const UNCERTAIN_BELOW = 131328u', 'const UNCERTAIN_BELOW = 12u'],
  ['no carry between digits', 'carry = word >> 16u;', 'carry = 0u;'],
  ['no carry between registers', 'near_3 += near_2 >> 12u;', ''],
  ['a Newton step less for the root', 'y = corrected(y, residual_of_root(v, y));', ''],
  ['a Newton step less for the reciprocal', 'y = corrected(y, residual_of_reciprocal(w, y));', ''],
  [
    'decide rounds as it is',
    'let up = select(select(0u, 1u, side > 0), parts.k & 1u, side == 0);',
    'let up = parts.fraction >> 31u;',
  ],
  ['decide rounds up', 'let up = select(select(0u, 1u, side > 0), parts.k & 1u, side == 0);', 'let up = 1u;'],
  ['ties down', 'parts.k & 1u', '0u'],
  ['ties up', 'parts.k & 1u', '1u'],
  [
    'threshold reached too late',
    'let by_digits = digit_or_zero(j) < epsilon_digit',
    'let by_digits = digit_or_zero(j) <= epsilon_digit',
  ],
  ['threshold by its leading bits alone', 'select(by_lead, by_digits, is_equal)', 'by_lead'],
  [
    'no borrow between columns',
    'carry = vec2<i32>(total >> 16u, halves.y);',
    'carry = vec2<i32>(0, halves.y);',
  ],
  ['no square of epsilon', 'halves += column(squares, SQUARE_DIGITS, k);', ''],
  ['x beside t·ε not looked at', 'if (sign_of(x, none, t, none) < 1) {', 'if (false) {'],
  ['window too narrow for its factor', 'const WINDOW = 12u;', 'const WINDOW = 11u;'],
  ['registers lost where the window moves', 'flush_near();\nnear_field', 'clear_near();\nnear_field'],
  ['far terms lost', 'let m = significand(u) << (field & 7u);', 'let m = 0u;'],
  [
    'subnormal results rounded twice',
    '(parts.k << (32u - lost)) | (parts.fraction >> lost)',
    '((parts.k + (parts.fraction >> 31u)) << (32u - lost))',
  ],
];

test.each(mutants)('%s', { timeout: 60_000 }, async (name, line, instead) => {
  let found = false;
  const run = oneLaneASlice(device, (text) => {
    found ||= text.includes(line);
    return text.replace(line, instead);
  });
  let difference = 'none';
  for (const [rows, length, options] of cases) {
    difference = firstDifference(await run(rows, length, options), rows, length, options);
    if (difference !== 'none') break;
  }
  expect(found).toBe(true);
  if (name === 'nothing') expect(difference).toBe('none');
  else expect(difference).not.toBe('none');
});
