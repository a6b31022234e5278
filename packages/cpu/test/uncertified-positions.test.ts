import type { RuleOptions } from '@unitsphere/core';
import { normalizeExactly } from '@unitsphere/core/reference';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalize, normalizeWithNorms } from '../src/index.ts';
import { differences } from './differences.ts';
import { holds } from './holds.ts';
import { completionOf, type NearTie } from './near-tie.ts';

const length = 15;
const midpoint = 2 ** -4 + 2 ** -28;

/** A slice of 15 whose elements at `positions`, and no others, lie beside a midpoint. */
function sliceWith(positions: readonly number[], { p, side }: Pick<NearTie, 'p' | 'side'>): Float32Array {
  const element = Math.fround(0.3);
  const others = new Float32Array(length - positions.length - 4).map((_, i) => 0.01 * (i + 1));
  const completion = completionOf({ p, element, midpoint, side, copies: positions.length, others });
  const fill = [...completion, ...others, 0, 0, 0, 0];
  return Float32Array.from({ length }, (_, i) =>
    positions.includes(i) ? (i % 2 ? -element : element) : fill.shift()!,
  );
}

function expectSettled(slice: Float32Array, count: number, options: RuleOptions): void {
  const exact = normalizeExactly(slice, options);
  const { values, tally } = normalizeWithNorms(slice, options);
  expect(differences(values, exact)).toEqual([]);
  expect(tally.settledExactly).toBeGreaterThanOrEqual(count);
  const inPlace = slice.slice();
  normalize(inPlace, { ...options, output: inPlace });
  expect(differences(inPlace, exact)).toEqual([]);
  const elsewhere = slice.slice();
  normalize(elsewhere, { ...options, output: new Float32Array(elsewhere.buffer) });
  expect(differences(elsewhere, exact)).toEqual([]);
}

describe.each([1, 2] as const)('p = %d', (p) => {
  test('an uncertified element at any one place: inside, at either end of, and after groups of four', () => {
    for (let position = 0; position < length; position++) {
      for (const side of ['above', 'below'] as const)
        expectSettled(sliceWith([position], { p, side }), 1, { p });
    }
  });

  test('several uncertified elements at any places, in place too, also through another view', () => {
    const positions = fc.uniqueArray(fc.nat(length - 1), { minLength: 2, maxLength: 8 });
    holds(
      fc.property(positions, fc.constantFrom('above', 'below'), (places, side) => {
        expectSettled(sliceWith(places, { p, side }), places.length, { p });
      }),
      60,
    );
  });
});

test('a whole slice of uncertified elements', () => {
  const slice = new Float32Array(33).fill(3 * 2 ** -149);
  slice[16] = 2;
  expectSettled(slice, 32, {});
  expectSettled(slice, 32, { p: Infinity });
});

test('uncertified elements in columns, in place: the exact path reads the column and not what was written', () => {
  const column = sliceWith([3, 9, 14], { p: 2, side: 'below' });
  const inner = 18;
  const values = Float32Array.from({ length: length * inner }, (_, i) => column[Math.floor(i / inner)]!);
  const options = { shape: [length, inner], axis: 0 };
  const exact = normalizeExactly(values, options);
  normalize(values, { ...options, output: values });
  expect(differences(values, exact)).toEqual([]);
});

describe('blocks that a plain sum would lose', () => {
  // 1560 blocks of 64 elements, each well below half a unit in the last place of the whole: together 180 · 2^-53 of it, far
  // more than the certificate allows.
  const blocks = 800;

  test.each([1, 2] as const)('p = %d: their sum counts', (p) => {
    const part = (0.225 * 2 ** -53) / 64;
    const others = new Float32Array(blocks * 64).fill(p === 1 ? part : Math.sqrt(part));
    const element = Math.fround(2 / 3);
    // Norms of 1.0000001: just above 1, where a unit is largest against the sum.
    const target = Math.round((element / 1.0000001) * 2 ** 24) + 0.5;
    for (const side of ['above', 'below'] as const) {
      const completion = completionOf({ p, element, midpoint: target * 2 ** -24, side, others });
      const slice = Float32Array.of(element, ...completion, ...others);
      const [expected] = normalizeExactly(slice, { p });
      expect(normalize(slice, { p })[0]).toBe(expected);
    }
  });
});
