import { describe, expect, test } from 'vitest';
import { gradient, normalize, normalizeWithNorms } from '../src/index.ts';
import { differences, inexactness } from './differences.ts';
import { float32Families, float32Slice, float64Families, float64Slice } from './slice-families.ts';

type Values = Float32Array | Float64Array;

function transposed<T extends Values>(values: T, rows: number, columns: number): T {
  const result = values.slice() as T;
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) result[c * rows + r] = values[r * columns + c]!;
  }
  return result;
}

describe.each(Array.from({ length: 40 }, (_, i) => i + 1))('%i columns', (inner) => {
  const shape = [2, 7, inner];

  test('come out as the reference has them', () => {
    expect(
      inexactness(float32Slice(float32Families.ordinary, 14 * inner, inner), { shape, axis: 1 }),
    ).toEqual([]);
  });

  test.each([2, 3])('of float64 have the bits of rows, p = %d, with norms and tally in their order', (p) => {
    const columns = float64Slice(float64Families.integers, 9 * inner, inner).map((x) => x + 0.25);
    columns[inner >> 1] = Number.NaN;
    const rows = transposed(columns, 9, inner);
    const byColumn = normalizeWithNorms(columns, { shape: [9, inner], axis: 0, p });
    const byRow = normalizeWithNorms(rows, { shape: [inner, 9], p });
    expect(differences(byColumn.values, transposed(byRow.values, inner, 9))).toEqual([]);
    expect(differences(byColumn.norms, byRow.norms)).toEqual([]);
    expect(byColumn.tally).toEqual(byRow.tally);
  });

  test('have the gradient of rows', () => {
    const x = float32Slice(float32Families.ordinary, 9 * inner, 1);
    const dy = float32Slice(float32Families.ordinary, 9 * inner, 2);
    const byColumn = gradient(x, dy, { shape: [9, inner], axis: 0 });
    const byRow = gradient(transposed(x, 9, inner), transposed(dy, 9, inner), { shape: [inner, 9] });
    expect(differences(byColumn, transposed(byRow, inner, 9))).toEqual([]);
  });
});

describe('columns too long for tiles of 16', () => {
  test.each([
    [2 ** 18 + 1, 16], // 15 at a time
    [2 ** 21 + 1, 3], // one at a time
    [2 ** 22 + 1, 2], // longer than a tile by itself
  ])('%i long, %i wide, have the bits of rows', (length, inner) => {
    const columns = float32Slice((random) => random() - 0.5, length * inner, 3);
    const rows = transposed(columns, length, inner);
    normalize(rows, { shape: [inner, length], output: rows });
    normalize(columns, { shape: [length, inner], axis: 0, output: columns });
    // As bytes: comparing millions of elements one by one takes a minute.
    expect(Buffer.from(transposed(rows, inner, length).buffer).equals(Buffer.from(columns.buffer))).toBe(
      true,
    );
  });
});
