import type { FloatArray, RuleOptions } from '@unitsphere/core';
import { describe, expect, test } from 'vitest';
import { normalize } from '../src/index.ts';
import { differences, inexactness } from './differences.ts';

const lengths = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const rules: RuleOptions[] = [
  {},
  { rule: 'max', epsilon: 1e-12 },
  { rule: 'max-squared', epsilon: 1e-12 },
  { rule: 'add', epsilon: 1e-7 },
  { rule: 'add-squared', epsilon: 1e-6 },
  { rule: 'keep-below', epsilon: 1e3 },
  { rule: 'max', epsilon: 1e300 },
  { p: 1 },
  { p: 1, rule: 'add', epsilon: 1 },
  { p: Infinity },
  { p: Infinity, rule: 'keep-below', epsilon: 1 },
  { p: 3 },
  { p: 1.5, rule: 'max', epsilon: 10 },
];

/** The bits of NaN as this project writes it. */
function isCanonicalNaN(values: FloatArray, i: number): boolean {
  const { buffer, byteOffset, length } = values;
  return values instanceof Float32Array
    ? new Uint32Array(buffer, byteOffset, length)[i] === 0x7fc00000
    : new BigUint64Array(buffer, byteOffset, length)[i] === 0x7ff8000000000000n;
}

describe.each([
  ['float32', Float32Array],
  ['float64', Float64Array],
] as const)('%s', (_, Values) => {
  const ones = (length: number): FloatArray => new Values(length).map((_, i) => (i % 2 ? -1 - i : 1 + i));

  describe.each(rules)('rule %j', (rule) => {
    test('a NaN in any position makes every element the one NaN', () => {
      for (const length of lengths) {
        for (let at = 0; at < length; at++) {
          const slice = ones(length);
          slice[at] = Number.NaN;
          const result = normalize(slice, rule);
          expect([...result.keys()].filter((i) => !isCanonicalNaN(result, i))).toEqual([]);
        }
      }
    });

    test('a NaN before or after an infinity makes every element the one NaN', () => {
      for (const slice of [Values.of(Infinity, -0, Number.NaN), Values.of(1, Number.NaN, 2, -Infinity)]) {
        const result = normalize(slice, rule);
        expect([...result.keys()].filter((i) => !isCanonicalNaN(result, i))).toEqual([]);
      }
    });

    test('an infinity in any position becomes the one NaN, and finite elements 0 with their sign', () => {
      for (const length of lengths) {
        for (let at = 0; at < length; at++) {
          for (const infinity of [Infinity, -Infinity]) {
            const slice = ones(length);
            if (length > 2) slice[(at + 1) % length] = -0;
            slice[at] = infinity;
            const result = normalize(slice, rule);
            expect(isCanonicalNaN(result, at)).toBe(true);
            slice.forEach((x, i) => {
              if (i !== at) expect(Object.is(result[i], x * 0), `${slice} at ${i}`).toBe(true);
            });
          }
        }
      }
    });

    test('infinities of both signs are NaN each', () => {
      const result = normalize(Values.of(Infinity, -5, -Infinity, 0), rule);
      expect([isCanonicalNaN(result, 0), isCanonicalNaN(result, 2)]).toEqual([true, true]);
      expect([result[1], result[3]]).toEqual([-0, 0]);
    });

    test('zeros keep their signs, alone and among others', () => {
      for (const length of lengths) {
        const zeros = new Values(length).map((_, i) => (i % 3 ? -0 : 0));
        expect(differences(normalize(zeros, rule), zeros)).toEqual([]);
        const mixed = Values.from([...zeros, 2]);
        expect(differences(normalize(mixed, rule).slice(0, length), zeros)).toEqual([]);
      }
    });
  });

  test('NaN of any sign and payload comes out as the one NaN', () => {
    const slice = new Values(3).fill(1);
    new Uint32Array(slice.buffer).fill(0xffffffff, 0, slice.BYTES_PER_ELEMENT / 4);
    expect(slice[0]).toBeNaN();
    const result = normalize(slice);
    expect([0, 1, 2].map((i) => isCanonicalNaN(result, i))).toEqual([true, true, true]);
  });

  test('non-finite columns, and those moved across axes, hold the one NaN too', () => {
    const values = Values.from([1, Infinity, Number.NaN, 2, 3, 4, 5, 6]);
    for (const options of [
      { shape: [2, 4], axis: 0 },
      { shape: [2, 2, 2], axis: [0, 2] },
    ]) {
      const result = normalize(values, options);
      const bits = [...result.keys()].filter((i) => Number.isNaN(result[i]!));
      expect(bits.length).toBeGreaterThan(1);
      expect(bits.every((i) => isCanonicalNaN(result, i))).toBe(true);
    }
  });

  test('a non-finite slice leaves its neighbours alone', () => {
    const values = Values.from([3, 4, Number.NaN, 1, 3, 4, Infinity, 1, 3, 4]);
    const rows = normalize(values, { shape: [5, 2] });
    const alone = normalize(Values.of(3, 4));
    for (const row of [0, 2, 4]) expect(rows.slice(2 * row, 2 * row + 2)).toEqual(alone);
  });
});

describe('quotients that underflow are zeros with their sign', () => {
  test('float32', () => {
    const slice = Float32Array.of(3e38, -1e-30, 1e-30, -(2 ** -149), 2 ** -149, -0, 0);
    for (const rule of rules) expect(inexactness(slice, rule.p && rule.p % 1 ? {} : rule)).toEqual([]);
    expect([...normalize(slice)].slice(1)).toEqual([-0, 0, -0, 0, -0, 0]);
  });

  test('float32 divided by an epsilon past 2^280', () => {
    for (const rule of ['max', 'add'] as const) {
      const result = normalize(Float32Array.of(-3e38, 3e38, -0), { rule, epsilon: 1e300 });
      expect([...result]).toEqual([-0, 0, -0]);
    }
  });

  test.each([1, 1.5, 2, 3, Infinity])('float64, p = %d, by norms of any size', (p) => {
    for (const max of [1e308, 2 ** 490, 2 ** 470, 2 ** 60]) {
      const tiny = [5e-324, 3 * 2 ** -1074, 2 ** -1073 - 2 ** -1074, 2 ** -1020];
      const slice = Float64Array.of(max, ...tiny.flatMap((x) => [x, -x]));
      const result = normalize(slice, { p });
      tiny.forEach((_, i) => {
        expect(Object.is(result[2 * i + 1]! * 0, 0)).toBe(true);
        expect(Object.is(result[2 * i + 2]! * 0, -0)).toBe(true);
      });
      expect(result[2]).toBe(-0);
    }
  });
});
