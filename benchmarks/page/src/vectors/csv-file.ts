import { allocate, type DType, type FloatArray } from '@unitsphere/core';
import Papa from 'papaparse';
import { type CsvColumns, decideColumns } from './csv-columns.ts';
import { type CsvRow, type CsvStyle, visitCsvRows } from './csv-rows.ts';
import { fileError } from './file-error.ts';
import { beyondNote, numberText, parseNumber } from './number-text.ts';
import { type Opened, previewRows, type Reading, type Report } from './opened.ts';
import { createTextParts } from './text-parts.ts';

interface CsvText {
  readonly text: string;
  /** Whether a byte order mark stood before it. */
  readonly marked: boolean;
}

const rowsPerPart = 1000;

/**
 * A CSV, a vector each row. Throws `not-csv`, `not-vectors`, `unknown-column`, `ragged-rows`, `not-a-number`,
 * `out-of-memory`.
 */
export function openCsv(csv: CsvText, name: string, reading: Reading, report: Report): Opened {
  const { text } = csv;
  const head: CsvRow[] = [];
  const { delimiter } = visitCsvRows(text, name, (row) => head.push(row) < 2, reading);
  const columns = decideColumns(head, name, reading);
  const width = head[0]!.cells.length;
  const numbers = createNumbers(reading.dtype);
  const rowNames: string[] = [];
  const style = visitCsvRows(
    text,
    name,
    (row) => {
      if (row.cells.length !== width)
        throw fileError(
          'ragged-rows',
          `${name}: row ${row.number} has ${row.cells.length} cells, expected ${width} as in the rows before`,
        );
      if (columns.headings && row.number === head[0]!.number) return;
      for (const i of columns.numbers) numbers.add(numberIn(row, i, name));
      if (rowNames.length < previewRows)
        rowNames.push(columns.kept.map((i) => row.cells[i]).join(' ') || `row ${row.number}`);
    },
    { delimiter, reached: (characters) => report('parsing', characters / text.length) },
  );
  const values = numbers.values();
  const { headings } = columns;
  return {
    values,
    shape: [values.length / columns.numbers.length, columns.numbers.length],
    fortranOrder: false,
    notes: [...notesOn(columns), ...beyondNote(numbers.beyond())],
    columnNames: columns.numbers.map((i) => headings?.[i] ?? `column ${i + 1}`),
    rowNames,
    write: (result, told) => write(csv, { name, columns, style, dtype: reading.dtype }, result, told),
  };
}

function numberIn({ cells, number }: CsvRow, i: number, name: string): number {
  const cell = cells[i]!;
  const value = parseNumber(cell);
  if (value !== undefined) return value;
  const got = cell.trim() === '' ? 'is empty' : `holds ${JSON.stringify(cell.slice(0, 40))}`;
  const hint = cell.trim() === '' ? ' (write NaN for one that is missing)' : '';
  throw fileError('not-a-number', `${name}: row ${number}, column ${i + 1} ${got}, expected a number${hint}`);
}

function notesOn({ headings, numbers, kept }: CsvColumns): string[] {
  const name = (i: number): string => JSON.stringify(headings?.[i] ?? `column ${i + 1}`);
  const some = kept.slice(0, 5).map(name).join(', ');
  return [
    headings ? 'The first row was read as headings.' : 'The first row was read as numbers.',
    ...(kept.length === 0 ? [] : [`Kept as they were: ${kept.length > 5 ? `${some} and more` : some}.`]),
    ...(numbers.length === 1 ? ['There is one column of numbers: axis 0 takes it as one vector.'] : []),
  ];
}

interface Writing {
  readonly name: string;
  readonly columns: CsvColumns;
  readonly style: CsvStyle;
  readonly dtype: DType;
}

/** Reads the text a second time: what is kept is never held in the memory beside it. */
function write(
  { text, marked }: CsvText,
  { name, columns, style, dtype }: Writing,
  values: FloatArray,
  report: Report,
): Blob {
  const parts = createTextParts();
  let rows: (readonly string[])[] = [];
  let at = 0;
  let isFirst = columns.headings !== undefined;
  let between = marked ? '\ufeff' : '';
  const flush = (): void => {
    if (rows.length === 0) return;
    parts.add(between + Papa.unparse(rows as string[][], style));
    between = style.newline;
    rows = [];
  };
  visitCsvRows(
    text,
    name,
    ({ cells }) => {
      const written = [...cells];
      if (!isFirst) for (const i of columns.numbers) written[i] = numberText(values[at++]!, dtype);
      isFirst = false;
      if (rows.push(written) === rowsPerPart) flush();
    },
    { delimiter: style.delimiter, reached: (characters) => report('writing', characters / text.length) },
  );
  flush();
  if (text.endsWith(style.newline)) parts.add(style.newline);
  return parts.blob('text/csv');
}

/** Numbers of which nobody knows how many will come. */
function createNumbers(dtype: DType): {
  add(value: number): void;
  beyond(): number;
  values(): FloatArray;
} {
  let held = allocate(dtype, 2 ** 16);
  let count = 0;
  let beyond = 0;
  return {
    add(value) {
      if (count === held.length) {
        const larger = allocate(dtype, count * 2);
        larger.set(held);
        held = larger;
      }
      held[count] = value;
      if (Number.isFinite(value) && !Number.isFinite(held[count])) beyond++;
      count++;
    },
    beyond: () => beyond,
    values: () => held.subarray(0, count),
  };
}
