import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstFailure } from '../../core/test/words/mutant-cases.ts';
import { oneFragmentAPart } from './one-fragment-a-part.ts';
import { openShaderPage, type ShaderPage } from './shader-page.ts';

let page: ShaderPage;
beforeAll(async () => {
  page = await openShaderPage();
});
afterAll(() => page.close());

/** What is broken, and the line that is replaced by what. */
const mutants: readonly (readonly [string, string, string])[] = [
  ['nothing', 'int sign_of(', 'int sign_of('],
  ['certificate off', 'return int(fraction + UNCERTAIN_BELOW) >', 'return 0x7fffffff >='],
  ['certificate too narrow', 'const uint UNCERTAIN_BELOW = 131328u', 'const uint UNCERTAIN_BELOW = 12u'],
  ['no carry between digits', 'carry = word >> 16u;', 'carry = 0u;'],
  ['no carry between registers', 'near_3 += near_2 >> 12u;', ''],
  ['no carry between words', 'uint(low < a.y)', '0u'],
  ['a Newton step less for the root', 'y = corrected(y, residual_of_root(v, y));', ''],
  ['a Newton step less for the reciprocal', 'y = corrected(y, residual_of_reciprocal(w, y));', ''],
  ['decide rounds as it is', 'uint up = side == 0', 'uint up = true ? parts.fraction >> 31u : side == 0'],
  ['decide rounds up', 'uint up = side == 0', 'uint up = true ? 1u : side == 0'],
  ['ties down', 'parts.k & 1u', '0u'],
  ['ties up', 'parts.k & 1u', '1u'],
  [
    'threshold reached too late',
    'bool by_digits = digit_or_zero(j) < epsilon_digit',
    'bool by_digits = digit_or_zero(j) <= epsilon_digit',
  ],
  ['threshold by its leading bits alone', '(is_equal ? by_digits : by_lead)', 'by_lead'],
  ['no borrow between columns', 'carry = ivec2(total >> 16u, halves.y);', 'carry = ivec2(0, halves.y);'],
  ['no square of epsilon', 'halves += column(squares, SQUARE_DIGITS, k);', ''],
  ['x beside t·ε not looked at', 'if (sign_of(x, none, t, none) < 1) {', 'if (false) {'],
  ['window too narrow for its factor', 'const uint WINDOW = 12u;', 'const uint WINDOW = 11u;'],
  ['registers lost where the window moves', 'flush_near();\nnear_field', 'clear_near();\nnear_field'],
  ['far terms lost', 'uint m = significand(u) << (field & 7u);', 'uint m = 0u;'],
  [
    'subnormal results rounded twice',
    '(parts.k << (32u - lost)) | (parts.fraction >> lost)',
    '((parts.k + (parts.fraction >> 31u)) << (32u - lost))',
  ],
  ['leading zeros counted one less', '(a << zeros) < 0x80000000u ? 1u', '(a << zeros) < 0x80000000u ? 0u'],
  ['leading zeros of a byte counted', '(a << zeros) < 0x1000000u ? 8u', '(a << zeros) < 0x1000000u ? 0u'],
];

test.each(mutants)('%s', { timeout: 60_000 }, async (name, line, instead) => {
  let found = false;
  const run = oneFragmentAPart(page, {
    mutate: (text) => {
      found ||= text.includes(line);
      return text.replace(line, instead);
    },
  });
  const difference = await firstFailure(run);
  expect(found).toBe(true);
  if (name === 'nothing') expect(difference).toBe('none');
  else expect(difference).not.toBe('none');
});
