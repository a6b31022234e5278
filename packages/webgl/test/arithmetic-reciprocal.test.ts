import { afterAll, beforeAll, expect, test } from 'vitest';
import { endsOfCells, firstBadReciprocal } from '../../core/test/words/reciprocal-cells.ts';
import { bits, wide, wideReciprocal } from '../src/generated/kernels.ts';
import { openShaderPage, type ShaderPage } from './shader-page.ts';

let page: ShaderPage;
beforeAll(async () => {
  page = await openShaderPage();
});
afterAll(() => page.close());

const side = 256;
const text = `#version 300 es
precision highp float;
precision highp int;
precision highp usampler2D;
${bits}
${wide}
${wideReciprocal}
uniform usampler2D words;
layout(location = 0) out uvec4 even;
layout(location = 1) out uvec4 odd;
layout(location = 2) out uvec4 plain;

uvec4 of(Reciprocal r) { return uvec4(r.high, r.low, uint(r.exponent), 0u); }

void main() {
  int i = 2 * (int(gl_FragCoord.y) * ${side} + int(gl_FragCoord.x));
  uint high = texelFetch(words, ivec2(i % ${side}, i / ${side}), 0).r;
  uint low = texelFetch(words, ivec2((i + 1) % ${side}, i / ${side}), 0).r;
  even = of(reciprocal_root(Scaled(high, low, 0)));
  odd = of(reciprocal_root(Scaled(high, low, 1)));
  plain = of(reciprocal(Scaled(high, low, 0)));
}`;

test('both ends of each of the 2^15 cells of the seeds', async () => {
  const words = endsOfCells();
  const fragments = words.length / 2;
  const outputs = await page.run({
    text,
    side,
    words: Array.from(words),
    uniforms: {},
    fragments,
    outputs: 3,
  });
  const results = new Uint32Array(12 * fragments);
  outputs.forEach((output, k) => {
    for (let i = 0; i < fragments; i++) results.set(output.slice(4 * i, 4 * i + 4), 12 * i + 4 * k);
  });
  expect(firstBadReciprocal(words, results)).toBe('none');
});

test('leading zeros of every length', async () => {
  const counted = `#version 300 es
precision highp float;
precision highp int;
precision highp usampler2D;
${bits}
uniform usampler2D words;
layout(location = 0) out uvec4 result;
void main() { result = uvec4(countLeadingZeros(texelFetch(words, ivec2(gl_FragCoord.xy), 0).r)); }`;
  const words = Array.from({ length: 33 }, (_, i) => 2 ** i).flatMap((x) => [x - 1, x % 2 ** 32]);
  const [counts] = await page.run({
    text: counted,
    side,
    words,
    uniforms: {},
    fragments: words.length,
    outputs: 1,
  });
  expect(counts!.filter((_, i) => i % 4 === 0)).toEqual(words.map(Math.clz32));
});
