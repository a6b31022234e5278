import { beforeAll, expect, test } from 'vitest';
import { firstFailure } from '../../core/test/words/mutant-cases.ts';
import { startDevice } from './device.ts';
import { oneLaneASlice } from './one-lane-a-slice.ts';

let device: GPUDevice;
beforeAll(async () => {
  device = await startDevice();
});

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
  const difference = await firstFailure(run);
  expect(found).toBe(true);
  if (name === 'nothing') expect(difference).toBe('none');
  else expect(difference).not.toBe('none');
});
