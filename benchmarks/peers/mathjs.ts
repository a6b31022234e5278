import type { FloatArray } from '@unitsphere/core';
import type { Contender, Prepared, Started, Work } from '../contender.ts';
import { takingAllBut } from '../contenders/taking-all-but.ts';
import { installed } from './installed.ts';

type Rows = number[][];

/** math.js: `divide(row, norm(row))` of each row, a plain array of numbers. */
export function mathJs(): Contender {
  return {
    name: 'mathjs',
    kind: 'peer',
    roof: 'Float32Array.set',
    without: takingAllBut({
      gradient: 'it has no gradients of arrays',
      'other axes': 'its norm is that of a vector',
      'in-place': 'its functions give new arrays',
    }),
    start,
  };
}

async function start(): Promise<Started> {
  const { module, version } = installed<typeof import('mathjs')>('mathjs');
  const { divide, norm } = module;
  const normalized = (rows: Rows): Rows => rows.map((row) => divide(row, norm(row)) as number[]);
  const prepare = ({ scenario, x }: Work): Prepared => {
    const length = scenario.shape.at(-1)!;
    const rows = rowsOf(x, length);
    const run = (): Rows => normalized(rows);
    return {
      run,
      result: () => filled(x.slice(), run()),
      end() {},
    };
  };
  return {
    version: `mathjs ${version}, its arrays of float64`,
    prepare,
    normalize: (values, _, length) =>
      filled(new Float32Array(values.length), normalized(rowsOf(values, length))),
  };
}

function rowsOf(values: FloatArray, length: number): Rows {
  return Array.from({ length: values.length / length }, (_, row) => [
    ...values.subarray(row * length, (row + 1) * length),
  ]);
}

function filled<T extends FloatArray>(values: T, rows: Rows): T {
  let at = 0;
  for (const row of rows) {
    values.set(row, at);
    at += row.length;
  }
  return values;
}
