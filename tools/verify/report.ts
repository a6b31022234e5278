import type { Row } from './run-families.ts';
import type { Section } from './verify.ts';

const columns: readonly { readonly head: string; readonly cell: (row: Row) => string }[] = [
  { head: 'drawn', cell: (row) => count(row.drawn) },
  { head: 'elements', cell: (row) => count(row.elements) },
  { head: 'mismatches', cell: (row) => count(row.mismatches) },
  { head: 'kernel exact path', cell: (row) => count(row.settledExactly) },
  { head: 'checker BigInt', cell: (row) => count(row.inIntegers) },
  { head: 'worst ULP', cell: (row) => (row.worstUlp === 0 ? '' : row.worstUlp.toPrecision(4)) },
  { head: 'seconds', cell: (row) => row.seconds.toFixed(1) },
];

/** A table of each section (elements drawn, and compared: once a setting) with its totals, and the first mismatch of every family that has one. */
export function report(sections: readonly Section[]): string {
  return sections
    .map(({ title, rows }) => {
      const total = { ...sum(rows), name: 'all' };
      const failures = rows
        .filter((row) => row.first !== undefined)
        .map((row) => `${row.name}:\n${row.first}\n`);
      const lines = [...rows, total].map((row) =>
        line(
          row.name,
          columns.map(({ cell }) => cell(row)),
        ),
      );
      return [
        line(
          title,
          columns.map(({ head }) => head),
        ),
        ...lines,
        '',
        ...failures,
      ].join('\n');
    })
    .join('\n');
}

/** One line for all sections, "verify: N elements, 0 mismatches …". */
export function verdict(sections: readonly Section[], seed: number): string {
  const { elements, mismatches, settledExactly, seconds } = sum(sections.flatMap(({ rows }) => rows));
  return `verify: ${count(elements)} elements, ${count(mismatches)} mismatches, ${count(settledExactly)} on the kernel's exact path, ${seconds.toFixed(0)} s, seed ${seed}`;
}

export function sum(rows: readonly Row[]): Omit<Row, 'name'> {
  const add = (
    field: 'elements' | 'drawn' | 'mismatches' | 'settledExactly' | 'inIntegers' | 'seconds',
  ): number => rows.reduce((total, row) => total + row[field], 0);
  return {
    elements: add('elements'),
    drawn: add('drawn'),
    mismatches: add('mismatches'),
    settledExactly: add('settledExactly'),
    inIntegers: add('inIntegers'),
    seconds: add('seconds'),
    worstUlp: Math.max(...rows.map((row) => row.worstUlp)),
  };
}

function line(name: string, cells: readonly string[]): string {
  return [
    name.padEnd(58),
    ...cells.map((cell, i) => cell.padStart(Math.max(columns[i]!.head.length, 10))),
  ].join('  ');
}

function count(n: number): string {
  return n.toLocaleString('en');
}
