import type { FloatArray, Problem } from '@unitsphere/core';
import { allocateLike } from './allocate-like.ts';

/** Does one slice: element k of input j stands at `inputs[j][at + k]`, that of the output at `output[to + k]`. */
export type SliceKernel = (
  inputs: readonly FloatArray[],
  at: number,
  output: FloatArray,
  to: number,
  slice: number,
) => void;

/** Work in units that can be done in any portions: a row each, or a tile of columns. */
export interface Sweep {
  readonly units: number;
  /** Elements of one unit. */
  readonly unitSize: number;
  run(first: number, last: number): void;
}

/** A cache line of float32 columns at a time, as long as a tile stays within 16 MiB of float32. */
const tileColumns = 16;
const tileElements = 2 ** 22;

/**
 * Brings every slice to `kernel` contiguous and apart from where the kernel writes: rows as they lie, rows in
 * place by way of a scratch row, columns by way of packed tiles. Each byte of the arrays is read and written once.
 */
export function createSweep(
  problem: Problem,
  inputs: readonly FloatArray[],
  output: FloatArray,
  kernel: SliceKernel,
): Sweep {
  const inPlace = inputs.some((x) => x.buffer === output.buffer && x.byteOffset === output.byteOffset);
  if (problem.inner !== 1) return columnSweep(problem, inputs, output, kernel);
  const { outer, length, stride } = problem;
  const scratch = inPlace ? allocateLike(output, length) : undefined;
  const run = (first: number, last: number): void => {
    for (let o = first; o < last; o++) {
      if (scratch === undefined) {
        kernel(inputs, o * stride, output, o * stride, o);
      } else {
        kernel(inputs, o * stride, scratch, 0, o);
        output.set(scratch, o * stride);
      }
    }
  };
  return { units: outer, unitSize: length, run };
}

function columnSweep(
  problem: Problem,
  inputs: readonly FloatArray[],
  output: FloatArray,
  kernel: SliceKernel,
): Sweep {
  const { outer, length, inner, stride } = problem;
  const columns = Math.max(1, Math.min(tileColumns, inner, Math.floor(tileElements / Math.max(length, 1))));
  const tiles = Math.ceil(inner / columns);
  const packed = inputs.map((x) => allocateLike(x, columns * length));
  const result = allocateLike(output, columns * length);
  const run = (first: number, last: number): void => {
    for (let unit = first; unit < last; unit++) {
      const o = Math.floor(unit / tiles);
      const column = (unit % tiles) * columns;
      const width = Math.min(columns, inner - column);
      const start = o * stride + column;
      inputs.forEach((x, j) => {
        pack(x, start, packed[j]!, problem, width);
      });
      for (let c = 0; c < width; c++) {
        kernel(packed, c * length, result, c * length, o * inner + column + c);
      }
      unpack(result, output, start, problem, width);
    }
  };
  return { units: outer * tiles, unitSize: columns * length, run };
}

function pack(
  x: FloatArray,
  start: number,
  tile: FloatArray,
  { length, inner }: Problem,
  width: number,
): void {
  for (let k = 0; k < length; k++) {
    for (let c = 0; c < width; c++) tile[c * length + k] = x[start + k * inner + c]!;
  }
}

function unpack(
  tile: FloatArray,
  y: FloatArray,
  start: number,
  { length, inner }: Problem,
  width: number,
): void {
  for (let k = 0; k < length; k++) {
    for (let c = 0; c < width; c++) y[start + k * inner + c] = tile[c * length + k]!;
  }
}
