import { expect, test } from 'vitest';
import type { Layout } from './browser/gradient.ts';
import type { Mutation } from './browser/mutated.ts';
import { webglPage } from './webgl-page.ts';

const { call } = webglPage();

const short: Layout = { p: 2, outer: 5, length: 67, inner: 1 };
const columns: Layout = { p: 2, outer: 3, length: 37, inner: 7, gap: 2, rest: 3 };
const long: Layout = { p: 2, outer: 2, length: 3001, inner: 1, gap: 2 };
const ties: Layout = { p: 'infinity', outer: 5, length: 67, inner: 1, x: 'integers' };

test.each<[what: string, mutation: Mutation, on: Layout]>([
  [
    'elements of the slice before count',
    ['bits * uvec4(lessThan(offset', 'bits + 0u * uvec4(lessThan(offset'],
    short,
  ],
  ['elements behind a column count', ['bits * uvec4(lessThan(i', 'bits + 0u * uvec4(lessThan(i'], columns],
  [
    'what is outside of the window is not added',
    ['add_far_product(four_of_x', '(four_of_x'],
    { ...short, x: 'mixed scale' },
  ],
  ['a sign is lost', ['int(x ^ dy) >> 31u', 'int(x) >> 31u'], { ...short, x: 'mixed scale' }],
  ['a carry within the registers is lost', ['product_3 += product_2 >> 12u;', ''], short],
  [
    'a carry of digits is lost',
    ['int digit = product_digits[j] + carry;', 'int digit = product_digits[j];'],
    short,
  ],
  ['negative sums are not', ['is_negative ? 0x80000000u : 0u', '0u'], short],
  ['a class is left out', ['range.x : range.y) >>', '(range.x & 0xefffffu) : range.y) >>'], long],
  [
    'the last part goes on',
    ['min(from + size_partLength(), size_length())', 'from + size_partLength()'],
    long,
  ],
  [
    'a part is left out',
    ['part < size_parts(); part++) {\nsum +=', 'part < size_parts() - 1u; part++) {\nsum +='],
    long,
  ],
  ['parts do not carry', ['sum.y += sum.x >> 24u;', ''], long],
  [
    'digits of classes go elsewhere',
    ['product_digits[n + 3u] += sum.y >> 12u;', 'product_digits[n + 2u] += sum.y >> 12u;'],
    long,
  ],
  [
    '1/D without its last step',
    ['return extended_sum(rough, extended_halved(error));', 'return rough;'],
    { ...short, dy: 'x' },
  ],
  ['ties of one part count', ['ties += whole(', 'ties = whole('], { ...ties, length: 3001 }],
  ['ties are not shared', ['extended_of_integer(max(ties, 1u))', 'extended_of_integer(1u)'], ties],
  ['the largest magnitude is another', ['- 4096 + 190', '- 4096 + 189'], ties],
  ['columns do not end', ['column == inner ? 0u : column', 'column'], columns],
  ['gaps are written', ['k >= size_length() * inner', 'false'], columns],
  [
    'gaps of whole texels are written',
    ['>= size_length() ||', '> 0x7fffffffu ||'],
    { p: 2, outer: 3, length: 8, inner: 1, gap: 4 },
  ],
  ['subnormal x are not normalized', ['m <<= zeros;', ''], { ...short, x: 'subnormal' }],
  [
    'subnormal dx are rounded elsewhere',
    ['field < 1; is_small', 'false; is_small'],
    { ...short, dy: 'subnormal', x: 'huge' },
  ],
  ['dx is cut', ['kept + uint(up)', 'kept'], short],
])('%s', async (_, mutation, on) => {
  expect(await call('gradient.ts', 'wrongLayouts', [on])).toEqual([]);
  expect(await call('gradient.ts', 'wrongLayouts', [on], mutation)).not.toEqual([]);
});
