import type { FloatArray, Problem } from '@unitsphere/core';
import { copyRows } from './copy-rows.ts';
import { maxSlices } from './workspace.ts';

/** Slices that pass through the window together: element k of slice c stands at `start + c · apart + k · step`. */
export interface Tile {
  readonly first: number;
  readonly count: number;
  readonly start: number;
  readonly apart: number;
  readonly step: number;
  /** Elements of each slice that fit at a time: all, where `whole`. */
  readonly part: number;
  readonly whole: boolean;
}

/** As many rows as fit into `bytes`, or columns of at least a cache line's width, in parts if need be. */
export function eachTile(problem: Problem, bytes: number, visit: (tile: Tile) => void): void {
  const { dtype, outer, length, inner, stride } = problem;
  const rows = inner === 1;
  const capacity = bytes / (dtype === 'float32' ? 4 : 8);
  const line = dtype === 'float32' ? 16 : 8;
  const fitting = Math.min(maxSlices, Math.floor(capacity / Math.max(1, length)));
  const most = rows ? Math.max(1, fitting) : Math.max(line, Math.floor(fitting / line) * line);
  const tile = (first: number, count: number, start: number): void => {
    const part = Math.min(length, Math.floor(capacity / count));
    const layout = rows ? { apart: stride, step: 1 } : { apart: 1, step: inner };
    visit({ first, count, start, ...layout, part, whole: part === length });
  };
  if (rows) {
    for (let o = 0; o < outer; o += most) tile(o, Math.min(most, outer - o), o * stride);
    return;
  }
  for (let o = 0; o < outer; o++) {
    for (let c = 0; c < inner; c += most) tile(o * inner + c, Math.min(most, inner - c), o * stride + c);
  }
}

/** Visits elements k to k + size of the tile's slices, all of them in the end. */
export function eachPart({ part }: Tile, length: number, visit: (k: number, size: number) => void): void {
  for (let k = 0; k < length; k += part) visit(k, Math.min(part, length - k));
}

/** Copies a part of the tile's slices from `x` to `packed`, one slice after the other. */
export function pack(x: FloatArray, tile: Tile, k: number, size: number, packed: FloatArray): void {
  const { count, start, apart, step } = tile;
  if (step === 1) {
    const rows = { array: x, at: start + k, step: apart };
    copyRows(count, size, rows, { array: packed, at: 0, step: size });
    return;
  }
  for (let i = 0; i < size; i++) {
    const from = start + (k + i) * step;
    for (let c = 0; c < count; c++) packed[c * size + i] = x[from + c]!;
  }
}

/** The way back. */
export function unpack(packed: FloatArray, tile: Tile, k: number, size: number, y: FloatArray): void {
  const { count, start, apart, step } = tile;
  if (step === 1) {
    const rows = { array: y, at: start + k, step: apart };
    copyRows(count, size, { array: packed, at: 0, step: size }, rows);
    return;
  }
  for (let i = 0; i < size; i++) {
    const to = start + (k + i) * step;
    for (let c = 0; c < count; c++) y[to + c] = packed[c * size + i]!;
  }
}
