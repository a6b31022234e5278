import type { FloatArray } from '@unitsphere/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalize, norms } from '../src/index.ts';
import { differences } from './differences.ts';
import { holds } from './holds.ts';

const order = fc.constantFrom(1, 2, Infinity);
const finite = fc.float({ noNaN: true, noDefaultInfinity: true });
const slice = fc.array(finite, { minLength: 1, maxLength: 40 }).map((values) => Float32Array.from(values));
const doubles = fc
  .array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 12 })
  .map((values) => Float64Array.from(values));
const integers = fc
  .array(fc.integer({ min: -(2 ** 24), max: 2 ** 24 }), { minLength: 1, maxLength: 40 })
  .map((values) => Float32Array.from(values));

test('scaling by a power of two changes no bit under rule none, where the scaling is exact', () => {
  holds(
    fc.property(integers, fc.integer({ min: -149, max: 103 }), order, (values, exponent, p) => {
      const scaled = values.map((x) => x * 2 ** exponent);
      expect(differences(normalize(scaled, { p }), normalize(values, { p }))).toEqual([]);
    }),
    300,
  );
});

test('epsilon scaled with the slice changes no bit', () => {
  holds(
    fc.property(
      integers,
      fc.integer({ min: -149, max: 103 }),
      order,
      fc.constantFrom('max', 'add'),
      (values, k, p, rule) => {
        const scaled = values.map((x) => x * 2 ** k);
        const plain = normalize(values, { p, rule, epsilon: 1000 });
        expect(differences(normalize(scaled, { p, rule, epsilon: 1000 * 2 ** k }), plain)).toEqual([]);
      },
    ),
  );
});

test('negating a slice negates the result', () => {
  holds(
    fc.property(slice, order, (values, p) => {
      const negated = normalize(
        values.map((x) => -x),
        { p },
      );
      expect(
        differences(
          negated,
          normalize(values, { p }).map((y) => -y),
        ),
      ).toEqual([]);
    }),
  );
});

test('reordering a slice reorders the result: no summation order shows', () => {
  const shuffled = slice.chain((values) =>
    fc.tuple(fc.constant(values), fc.shuffledSubarray([...values.keys()], { minLength: values.length })),
  );
  holds(
    fc.property(shuffled, order, ([values, places], p) => {
      const moved = normalize(
        Float32Array.from(places, (i) => values[i]!),
        { p },
      );
      const result = normalize(values, { p });
      expect(
        differences(
          moved,
          Float32Array.from(places, (i) => result[i]!),
        ),
      ).toEqual([]);
    }),
    300,
  );
});

test('zeros added to a slice change none of its elements', () => {
  holds(
    fc.property(slice, order, fc.integer({ min: 1, max: 70 }), (values, p, count) => {
      const padded = new Float32Array(values.length + count);
      padded.set(values, count);
      expect(differences(normalize(padded, { p }).slice(count), normalize(values, { p }))).toEqual([]);
    }),
  );
});

describe('a batch is its slices one by one', () => {
  test.each([1, 2, 2.5, Infinity])('p = %d', (p) => {
    holds(
      fc.property(fc.oneof(slice, doubles), fc.integer({ min: 1, max: 6 }), (values: FloatArray, rows) => {
        const length = values.length;
        const batch = new (values.constructor as Float32ArrayConstructor)(rows * length);
        for (let r = 0; r < rows; r++) batch.set(values.map((x) => (r % 2 ? -x : x)).reverse(), r * length);
        const together = normalize(batch, { shape: [rows, length], p });
        for (let r = 0; r < rows; r++) {
          const alone = normalize(batch.slice(r * length, (r + 1) * length), { p });
          expect(differences(together.slice(r * length, (r + 1) * length), alone)).toEqual([]);
        }
      }),
    );
  });
});

function transposed(values: FloatArray, rows: number, columns: number): FloatArray {
  return values.map((_, i) => values[(i % rows) * columns + Math.floor(i / rows)]!);
}

test('normalizing along the first axis is transposing, normalizing rows, and transposing back', () => {
  const matrix = fc
    .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), fc.nat())
    .map(([rows, columns, seed]) => ({
      rows,
      columns,
      values: Float64Array.from({ length: rows * columns }, (_, i) => Math.sin(seed + i)),
    }));
  holds(
    fc.property(
      matrix,
      fc.constantFrom(1, 1.5, 2, Infinity),
      fc.boolean(),
      ({ rows, columns, values }, p, narrow) => {
        const source: FloatArray = narrow ? Float32Array.from(values) : values;
        const byColumn = normalize(source, { shape: [rows, columns], axis: 0, p });
        const byRow = normalize(transposed(source, rows, columns), { shape: [columns, rows], p });
        expect(differences(byColumn, transposed(byRow, columns, rows))).toEqual([]);
      },
    ),
  );
});

describe('results have norm 1, and normalizing them again changes little', () => {
  const nonzero = slice.filter((values) => values.some((x) => x !== 0));

  test('p = 2 and 1: each element is off by 2^-24 of itself, or 2^-150 where subnormal, and so is the norm', () => {
    holds(
      fc.property(nonzero, fc.constantFrom(1, 2), (values, p) => {
        const [norm] = norms(normalize(values, { p }), { p });
        const slack = 2 ** -24 + values.length * 2 ** -150 + 2 ** -52;
        expect(Math.abs(norm! - 1)).toBeLessThanOrEqual(slack);
      }),
      300,
    );
  });

  test('p = ∞: the norm is exactly 1, and the second time changes no bit', () => {
    holds(
      fc.property(nonzero, (values) => {
        const once = normalize(values, { p: Infinity });
        expect([...norms(once, { p: Infinity })]).toEqual([1]);
        expect(differences(normalize(once, { p: Infinity }), once)).toEqual([]);
      }),
    );
  });

  test('p = 2 and 1: the second time moves no element further than to its neighbour', () => {
    // The norm is within 2^-24 of 1, which moves a quotient by at most one unit in its last place before it is rounded.
    const word = (x: number): number => new Int32Array(Float32Array.of(x).buffer)[0]!;
    holds(
      fc.property(nonzero, fc.constantFrom(1, 2), (values, p) => {
        const once = normalize(values, { p });
        const twice = normalize(once, { p });
        once.forEach((y, i) => {
          expect(Math.abs(word(y) - word(twice[i]!))).toBeLessThanOrEqual(1);
        });
      }),
      300,
    );
  });

  test('no result is larger than 1', () => {
    holds(
      fc.property(fc.oneof(nonzero, doubles), fc.constantFrom(1, 2, Infinity), (values: FloatArray, p) => {
        expect(normalize(values, { p }).every((y) => Math.abs(y) <= 1)).toBe(true);
      }),
    );
  });
});
