import { resolveArguments } from '@unitsphere/core';
import { epsilonWordCount, epsilonWords } from '@unitsphere/core/words';
import type { OneLane } from '../../core/test/words/one-lane.ts';
import { arithmeticOf, type DigitsIn } from '../src/arithmetic.ts';
import { tallyOfTexels, wordsOfTexels } from '../src/norm-texels.ts';
import type { ShaderPage } from './shader-page.ts';

const side = 64;
/** Texels of quotients that a fragment gives, four each: all that a context has, but two. */
const parts = 6;
const quotients = 4 * parts;
const each = (text: (k: number) => string): string =>
  Array.from({ length: parts }, (_, k) => text(k)).join('\n');

const head = `#version 300 es
precision highp float;
precision highp usampler2D;
uniform usampler2D words;
uniform uint epsilon[${epsilonWordCount}];
// Elements a slice, slices.
uniform uint sizes[2];
layout(location = 0) out uvec4 norms;
layout(location = 1) out uvec4 slices;
${each((k) => `layout(location = ${k + 2}) out uvec4 results_${k};`)}
`;

/** Digits that are not where they were added up. */
const copies = `
uint copied[DIGITS];
uint digit(uint j) { return copied[j]; }
void recall(uint top) {}
void copy_digits() { for (uint j = 0u; j < DIGITS; j++) { copied[j] = sum_digits[j]; } clear_sum(); }
`;

/** The arithmetic without a traversal of its own: a fragment adds up a row and divides some of its elements. */
const traversal = `
uint epsilon_word(uint i) { return epsilon[i]; }
uint load(uint i) { return texelFetch(words, ivec2(int(i % ${side}u), int(i / ${side}u)), 0).r; }

void main() {
  uint fragment = uint(gl_FragCoord.y) * ${side}u + uint(gl_FragCoord.x);
  uint row = (sizes[0] + ${quotients - 1}u) / ${quotients}u;
  uint first = fragment / row * sizes[0];
  uint end = first + sizes[0];
  norms = uvec4(0u);
  slices = uvec4(0u);
  if (fragment >= row * sizes[1]) { return; }
  clear_sum();
  uint top = 0u;
  for (uint i = first; i < end; i++) {
    uint u = load(i) & 0x7fffffffu;
    top = max(top, u);
    // A window that only moves between blocks of four, and by what has been seen: terms above it are digits too.
    if ((i - first) % 4u == 0u && is_above_window(top)) { move_window(top); }
    if (!add_near(u)) { add_digits(u); }
    if ((i - first) % ADDS_BEFORE_CARRY == ADDS_BEFORE_CARRY - 1u) { carry_near(); }
  }
  carry_sum();
  copy_digits();
  Slice slice = finish_slice(top);
  norms = norm_texel(norm_of_slice(top), slice.clamped);
  uvec4 all[${parts}];
  uint settled = 0u;
  for (uint k = 0u; k < ${quotients}u; k++) {
    uint i = first + fragment % row * ${quotients}u + k;
    if (i >= end) { break; }
    uint bits = load(i);
    if (slice.kind != DIVIDE) {
      all[k / 4u][k % 4u] = special(bits, slice.kind);
    } else {
      uvec2 result = quotient(bits, slice);
      if (result.y != 0u) {
        result = settle(bits, slice);
        settled += result.y;
      }
      all[k / 4u][k % 4u] = result.x;
    }
  }
  ${each((k) => `results_${k} = all[${k}];`)}
  slices = uvec4(slice.kind, 0u, settled, 0u);
}`;

/** Normalizes rows of one length in a page. `mutate` changes the text of the arithmetic first. */
export function oneFragmentAPart(
  page: ShaderPage,
  { mutate = (text: string): string => text, digitsIn = 'private' as DigitsIn } = {},
): OneLane {
  return async (rows, length, options) => {
    const count = rows.length / length;
    const { problem } = resolveArguments(rows, { ...options, shape: [count, length] });
    const { p, denominator } = problem;
    const { text } = arithmeticOf(p, denominator, digitsIn);
    const copy = digitsIn === 'texture' && p !== Infinity ? copies : 'void copy_digits() {}';
    const row = Math.ceil(length / quotients);
    const [norms, slices, ...results] = await page.run({
      text: head + mutate(text) + copy + traversal,
      side,
      words: Array.from(new Uint32Array(rows.buffer, rows.byteOffset, rows.length)),
      uniforms: { epsilon: Array.from(epsilonWords(p, denominator)), sizes: [length, count] },
      fragments: row * count,
      // Reading takes as long as drawing: what no element is in stays.
      outputs: 2 + Math.min(parts, Math.ceil(length / 4)),
    });
    const quotient = (i: number, j: number): number => {
      const fragment = i * row + Math.floor(j / quotients);
      return results[(j % quotients) >> 2]![4 * fragment + (j % 4)]!;
    };
    const output = Uint32Array.from(rows, (_, i) => quotient(Math.floor(i / length), i % length));
    const texels = new Float32Array(4 * count);
    const words = new Uint32Array(4 * count);
    for (let i = 0; i < count; i++) {
      const [first, end] = [4 * i * row, 4 * (i + 1) * row];
      texels.set(norms!.slice(first, first + 4), 4 * i);
      // The kind is the slice's, `clamped` what the norm's texel says of it.
      words.set([slices![first]!, tallyOfTexels(texels.subarray(4 * i, 4 * i + 4))[2]!], 4 * i);
      for (let k = first + 2; k < end; k += 4) words[4 * i + 2]! += slices![k]!;
    }
    return { output: new Float32Array(output.buffer), norms: wordsOfTexels(texels), slices: words };
  };
}
