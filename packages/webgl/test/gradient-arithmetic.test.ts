import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawing } from '../../core/test/words/drawing.ts';
import { expectClose, extendedAt, integerOf } from '../../core/test/words/extended-numbers.ts';
import { drawPairs, extendedSuite } from '../../core/test/words/extended-suite.ts';
import { productSuite } from '../../core/test/words/product-suite.ts';
import {
  bits,
  decode,
  extended,
  extendedRounded,
  extendedTexels,
  gradientNear,
  gradientProductDigits,
  gradientProductFar,
  wide,
} from '../src/generated/kernels.ts';
import { openShaderPage, type ShaderPage } from './shader-page.ts';

let page: ShaderPage;
beforeAll(async () => {
  page = await openShaderPage();
});
afterAll(() => page?.close());

const side = 256;

const head = `#version 300 es
precision highp float;
precision highp int;
precision highp usampler2D;
uniform usampler2D words;
uniform uint size;
layout(location = 0) out uvec4 result;
uint word(uint i) { return texelFetch(words, ivec2(int(i % ${side}u), int(i / ${side}u)), 0).r; }
`;

const functions = `
Extended given(uint i) { return Extended(word(4u * i), int(word(4u * i + 1u)), word(4u * i + 2u), word(4u * i + 3u)); }
uvec4 words_of(Extended a) { return uvec4(a.sign, uint(a.exponent), a.high, a.low); }
// A larger product moves the window, a smaller one goes to its digits.
void add_any_product(uint x, uint dy) {
  uint place = places_of_products(uvec4(x), uvec4(dy)).x;
  if (place > product_place) { move_products(place); }
  bool is_near = product_place - place < PRODUCT_WINDOW;
  if (is_near) { add_products(uvec4(x, 0u, 0u, 0u), uvec4(dy, 0u, 0u, 0u), uvec4(place, 0u, 0u, 0u)); }
  if (!is_near && place > 0u) { add_far_product(x, dy); }
}
`;

/** Four words for each of `count` fragments, i the fragment's number. */
async function computed(body: string, words: Uint32Array, count: number, size = 0): Promise<Uint32Array> {
  const text = [
    head,
    decode,
    bits,
    wide,
    extended,
    extendedTexels,
    extendedRounded,
    gradientNear,
    gradientProductDigits,
    gradientProductFar,
    functions,
    `void main() {
uint i = uint(gl_FragCoord.y) * ${side}u + uint(gl_FragCoord.x);
if (i < ${count}u) { ${body} }
}`,
  ].join('\n');
  const call = {
    text,
    side,
    words: Array.from(words),
    uniforms: { size: [size] },
    fragments: count,
    outputs: 1,
  };
  return Uint32Array.from((await page.run(call))[0]!);
}

const count = 10_000;

extendedSuite(
  {
    both: (operation, pairs, count) =>
      computed(`result = words_of(${operation}(given(2u * i), given(2u * i + 1u)));`, pairs, count),
    rounded: (pairs, count) => computed('result = uvec4(float32_of(given(2u * i)));', pairs, count),
  },
  count,
);

test('a multiple by a float32 is within 2^-61, subnormals and zeros included', async () => {
  const { pick, finite } = drawing(3);
  const words = drawPairs(count);
  for (let i = 0; i < count; i++)
    words[8 * i] = pick(finite(), finite() & 0x807fffff, finite() & 0x80000003, 0x7f7fffff);
  const got = await computed(
    'result = words_of(extended_multiple(word(8u * i), given(2u * i + 1u)));',
    words,
    count,
  );
  expectClose(got, count, (i) => {
    // Of the exact one, at least as far as the units go.
    const exact = (integerOf(words[8 * i]!) * extendedAt(words, 2 * i + 1)) >> 149n;
    return { exact, scale: exact };
  });
});

test('a texel keeps a number and its flag', async () => {
  const input = drawPairs(count);
  const got = await computed(
    `uvec4 texel = texel_of_extended(given(2u * i), (i & 1u) * FLAG);
    uvec4 back = words_of(extended_of_texel(texel));
    bool is_whole = all(lessThan(texel, uvec4(1u << 24u))) && (texel.w & FLAG) == (i & 1u) * FLAG;
    result = is_whole ? back : uvec4(1u, 2u, 3u, 4u);`,
    input,
    count,
  );
  for (let i = 0; i < count; i++) {
    expect(got.subarray(4 * i, 4 * i + 4)).toEqual(input.subarray(8 * i, 8 * i + 4));
  }
});

productSuite({
  // As seldom as the header of gradient-near.glsl allows.
  sums: (input, length, count) =>
    computed(
      `clear_product();
      for (uint k = 0u; k < size; k++) {
        uint at = (i * size + k) * 2u;
        add_any_product(word(at), word(at + 1u));
        if (k % 64u == 63u) { carry_products(); }
      }
      finish_products();
      result = words_of(product_of_slice());`,
      input,
      count,
      length,
    ),
  cancelled: (ends, between, terms) =>
    computed(
      `clear_product();
      for (uint k = 0u; k < size; k++) {
        uint x = k == 0u || k == size - 1u ? word(0u) : word(1u);
        uint dy = x ^ (k == size - 1u ? 0x80000000u : 0u);
        add_any_product(x, dy);
        if (k % 32u == 31u) { carry_products(); }
      }
      finish_products();
      result = words_of(product_of_slice());`,
      Uint32Array.of(ends, between),
      1,
      terms,
    ),
});
