import { expect, test } from 'vitest';
import type { Mutation } from './browser/mutated.ts';
import type { Case } from './browser/traversal.ts';
import { webglPage } from './webgl-page.ts';

const { call } = webglPage();

const blocks: Case = { outer: 3, length: 5, inner: 7, gap: 2, rest: 3, values: 'ordinary' };
const long: Case = { outer: 3, length: 5001, gap: 2, values: 'ordinary' };
const wide: Case = { outer: 2, length: 5400, values: 'carries' };
const nearTies: Case = { outer: 20, length: 9, values: 'near ties' };
const clamped: Case = {
  outer: 9,
  length: 9,
  denominator: { form: 'floor', of: 'norm', epsilon: 2 },
  values: 'ordinary',
};

test.each<[what: string, mutation: Mutation, on: Case]>([
  ['a slice begins elsewhere', ['slice / inner * size_stride()', 'slice * size_stride()'], blocks],
  ['columns do not end', ['column == inner ? 0u : column', 'column'], blocks],
  ['blocks do not end', ['k = is_end ? 0u : k;', ''], blocks],
  ['gaps are divided', ['k >= size_length() * inner', 'false'], blocks],
  [
    'so are gaps of whole texels',
    ['>= size_length() ||', '> 0x7fffffffu ||'],
    { outer: 3, length: 8, gap: 4, values: 'ordinary' },
  ],
  [
    'what is beside whole texels counts twice',
    ['i + 1u == head ? tail : i + 1u', 'i + 1u'],
    { outer: 3, length: 9, values: 'ordinary' },
  ],
  [
    'and not at all',
    ['at.first < head ? at.first : tail', 'tail'],
    { outer: 3, length: 9, values: 'ordinary' },
  ],
  [
    'what is outside of the window is not added',
    ['add_digits(load(start', 'load((start'],
    { length: 64, values: 'mixed scale' },
  ],
  [
    'nor in columns',
    ['add_digits(load(start', 'load((start'],
    { length: 64, inner: 3, values: 'mixed scale' },
  ],
  [
    'a slice does not see that ε clamps it',
    ['top < 0x7f800000u && is_below_threshold(', '1 == 0 && is_below_threshold('],
    clamped,
  ],
  [
    'the last part goes on',
    ['min(from + size_partLength(), size_length())', 'from + size_partLength()'],
    long,
  ],
  ['digits of parts are not carried', ['all_digits();\ncarry_sum();', 'all_digits();'], long],
  [
    'the last part has the largest magnitude',
    ['top = max(top, top_of_range(range));', 'top = top_of_range(range);'],
    { length: 5000, values: 'near ties' },
  ],
  ['all digits of a part fit one texel', ['turn >= texels_of_range(range)', 'turn >= 1u'], wide],
  [
    'digits begin above the lowest',
    ['max(range.z, 1u) * POWER', '(range.z + 16u) * POWER'],
    { length: 5000, values: 'near ties' },
  ],
  [
    'digits end below the highest',
    ['min(bits >> 4u, DIGITS - 1u) + 1u', 'min(bits >> 4u, DIGITS - 1u) - 7u'],
    wide,
  ],
  [
    'a part has one element',
    ['+ 32u - countLeadingZeros(size_partLength())', '+ 1u'],
    { length: 2 ** 22, values: 'ordinary' },
  ],
  ['a digit loses a bit on the way', ['(d3 >> 8u)', '((d3 >> 8u) & 0x7fu)'], wide],
  [
    'what is not certain is rounded down',
    ['rest = found.rare | gaps', 'rest = gaps'],
    { length: 64, values: 'mixed scale' },
  ],
  [
    'subnormal results are rounded down',
    ['* (parts.fraction >> 31u);', '* 0u;'],
    { length: 64, values: 'mixed scale' },
  ],
  ['ties are rounded down', ['rest = hard;', 'rest = uvec2(0u);'], nearTies],
  ['a neighbour is rounded instead', ['>> (place & 15u)', '>> (place & 7u)'], nearTies],
  ['another slice decides', ['known_slice != recalled_slice', 'known_slice == 0xffffffffu'], nearTies],
  ['the texels after the eighth are not settled', ['first + 8u + n', 'first + n'], nearTies],
  [
    'a long slice is decided by another',
    ['load_digits(recalled_slice)', 'load_digits(0u)'],
    { outer: 3, length: 5001, values: 'near ties' },
  ],
  [
    'at p = ∞ ties are those of twice the norm',
    ['NORM_BIAS + 190', 'NORM_BIAS + 191'],
    { length: 99, p: 'infinity', values: 'ties' },
  ],
])('%s', async (_, mutation, on) => {
  expect(await call('traversal.ts', 'differences', [on])).toEqual([]);
  expect(await call('traversal.ts', 'differences', [on], mutation)).not.toEqual([]);
});
