import type { CsvRow } from './csv-rows.ts';
import { fileError } from './file-error.ts';
import { parseNumber } from './number-text.ts';
import type { Reading } from './opened.ts';

/** What the columns of a CSV are. */
export interface CsvColumns {
  readonly headings: readonly string[] | undefined;
  /** Indices of the columns of numbers, ascending, and of those that stay as they are. */
  readonly numbers: readonly number[];
  readonly kept: readonly number[];
}

const decimalComma = /^\s*[+-]?\d+(,\d+)+\s*$/;

/**
 * By the first two rows: a column is one of numbers unless its first cell below the headings says otherwise or it is
 * to be kept. Throws `not-vectors`, `unknown-column`, `not-a-number`.
 */
export function decideColumns(
  [first, second]: readonly CsvRow[],
  name: string,
  { firstRow, keep }: Pick<Reading, 'firstRow' | 'keep'>,
): CsvColumns {
  if (first === undefined) throw fileError('not-vectors', `${name} has no rows`);
  const isNumber = (cell: string | undefined): boolean =>
    cell !== undefined && parseNumber(cell) !== undefined;
  const guessed = first.cells.some((cell, i) => !isNumber(cell) && isNumber(second?.cells[i]));
  const hasHeadings = firstRow === 'headings' || (firstRow === 'guess' && guessed);
  const row = hasHeadings ? second : first;
  if (row === undefined) throw fileError('not-vectors', `${name} has headings and no rows below them`);
  const headings = hasHeadings ? first.cells : undefined;
  const toKeep = new Set(keep.map((column) => indexOf(column, headings, row.cells.length, name)));
  // An empty cell is a number that is missing, which the row's reading will tell.
  const isKept = (cell: string, i: number): boolean =>
    toKeep.has(i) || !(isNumber(cell) || cell.trim() === '');
  const indices = row.cells.map((_, i) => i);
  const comma = indices.find((i) => !toKeep.has(i) && decimalComma.test(row.cells[i]!));
  if (comma !== undefined)
    throw fileError(
      'not-a-number',
      `${name}: row ${row.number}, column ${comma + 1} holds ${JSON.stringify(row.cells[comma])}, expected a number with a point and no comma`,
    );
  const numbers = indices.filter((i) => !isKept(row.cells[i]!, i));
  if (numbers.length === 0)
    throw fileError(
      'not-vectors',
      `${name}: row ${row.number} has no column of numbers that is not to be kept`,
    );
  return { headings, numbers, kept: indices.filter((i) => isKept(row.cells[i]!, i)) };
}

function indexOf(
  column: string,
  headings: readonly string[] | undefined,
  count: number,
  name: string,
): number {
  const named = headings?.indexOf(column) ?? -1;
  if (named >= 0) return named;
  const number = Number(column);
  if (Number.isInteger(number) && number >= 1 && number <= count) return number - 1;
  throw fileError(
    'unknown-column',
    `${name} has no column ${JSON.stringify(column)} to keep: expected a heading, or a number from 1 to ${count}`,
  );
}
