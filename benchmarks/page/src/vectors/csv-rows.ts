import Papa from 'papaparse';
import { fileError } from './file-error.ts';

/** How a CSV is written. */
export interface CsvStyle {
  readonly delimiter: string;
  readonly newline: string;
}

/** A row of a CSV. */
export interface CsvRow {
  readonly cells: readonly string[];
  /** From 1, with headings and blank lines counted. */
  readonly number: number;
}

interface CsvReading {
  /** Guessed where empty. */
  readonly delimiter?: string;
  /** Hears how many characters are behind. */
  reached?(characters: number): void;
  /** Characters that are parsed at a time. */
  readonly length?: number;
}

const chunkLength = 2 ** 20;

/**
 * Visits the rows in their order, blank lines left out, until a visit says false. Throws `not-csv` where quotes do not match, and what a visit throws.
 */
export function visitCsvRows(
  text: string,
  name: string,
  visit: (row: CsvRow) => unknown,
  { delimiter = '', reached = () => {}, length = chunkLength }: CsvReading = {},
): CsvStyle {
  let style: CsvStyle = { delimiter: ',', newline: '\n' };
  let before = 0;
  let fault: Error | undefined;
  const newline = firstNewline(text);
  // Papa's types know chunks of files alone.
  const config = {
    header: false as const,
    delimiter: delimiter || guessDelimiter(text, newline),
    // Papa would guess it from the first chunk, which may end within one.
    newline,
    chunkSize: length,
    chunk({ data, errors, meta }: Papa.ParseResult<string[]>, parser: Papa.Parser): void {
      style = { delimiter: meta.delimiter, newline: meta.linebreak };
      const found = errors.find(({ type }) => type === 'Quotes');
      fault = found && faultOf(name, before, found);
      // Beyond the rows stands what this chunk has of one more, with which the next chunk begins.
      if (fault && (found?.row ?? 0) < data.length) throw fault;
      const stopped = data.some((cells, i) => {
        const isBlank = cells.length === 1 && cells[0] === '';
        return !isBlank && visit({ cells, number: before + i + 1 }) === false;
      });
      before += data.length;
      if (stopped) parser.abort();
      else reached(meta.cursor);
    },
  };
  Papa.parse<string[]>(text, config);
  if (fault) throw fault;
  return style;
}

/**
 * Semicolons or tabs where they part the first rows alike: commas between digits would part them too. Else Papa's guess,
 * without the empty last line, which it would count as a row of one cell.
 */
function guessDelimiter(text: string, newline: CsvStyle['newline']): string {
  const head = text.slice(0, chunkLength);
  const read = (delimiter: string) =>
    Papa.parse<string[]>(head, { delimiter, newline: newline as '\n', preview: 10, skipEmptyLines: true });
  const alike = [';', '\t'].find((delimiter) => {
    const [first = [], ...others] = read(delimiter).data;
    return first.length > 1 && others.every(({ length }) => length === first.length);
  });
  return alike ?? read('').meta.delimiter;
}

/** The first end of a line that no quotes are around. */
function firstNewline(text: string): '\n' | '\r' | '\r\n' {
  let quoted = false;
  for (const [mark] of text.matchAll(/"|\r\n|\n|\r/g)) {
    if (mark === '"') quoted = !quoted;
    else if (!quoted) return mark as '\n' | '\r' | '\r\n';
  }
  return '\n';
}

function faultOf(name: string, before: number, { row = 0, message }: Papa.ParseError): Error {
  return fileError('not-csv', `${name}: row ${before + row + 1}: ${message}`);
}
