import { copyRows, type Rows } from './copy-rows.ts';
import type { Float32Job } from './float32-job.ts';
import { settleSlice } from './settle-slice.ts';
import type { Window } from './window.ts';
import { maxColumns, workspace } from './workspace.ts';

/** Columns side by side by way of the window, in parts of their length where they do not fit. */
export function normalizeColumns(job: Float32Job, window: Window): void {
  const { outer, inner } = job.problem;
  for (let o = 0; o < outer; o++) {
    for (let c = 0; c < inner; c += maxColumns) {
      normalizePanel(job, window, o, c, Math.min(maxColumns, inner - c));
    }
  }
}

function normalizePanel(job: Float32Job, window: Window, o: number, first: number, columns: number): void {
  const { problem, x, y, inPlace } = job;
  const { kernels, float32, float64, uint32, input, output, capacity } = window;
  const { length, inner, stride } = problem;
  const [p] = job.arguments;
  const start = o * stride + first;
  const bytes = columns * 4;
  // Kernels take columns by fours; what they find beyond the columns is multiplied by 1.
  const padded = Math.ceil(columns / 4) * 4;
  const rowsAtOnce = Math.max(1, Math.floor(capacity / columns));
  const within = (array: Float32Array, k: number): Rows => ({ array, at: start + k * inner, step: inner });
  const part = (at: number): Rows => ({ array: float32, at: at / 4, step: columns });
  const load = (k: number, rows: number): void => copyRows(rows, columns, within(x, k), part(input));
  const store = (k: number, rows: number): void => copyRows(rows, columns, part(output), within(y, k));
  const whole = length <= rowsAtOnce;
  let loaded = false;
  const eachPart = (visit: (rows: number, k: number) => void): void => {
    for (let k = 0; k < length; k += rowsAtOnce) {
      const rows = Math.min(rowsAtOnce, length - k);
      if (!loaded) load(k, rows);
      loaded = whole;
      visit(rows, k);
    }
  };
  kernels.clearColumns(padded, 0);
  eachPart((rows) => kernels.measureColumns(input, rows, padded, bytes, p, 0));
  const zero = uint32[workspace.zero / 4]!;
  const clamped = uint32[workspace.clamped / 4]!;
  float64.fill(1, workspace.inverses / 8 + columns, workspace.inverses / 8 + padded);
  let certain = kernels.invertColumns(columns, ...job.arguments, 0) !== 0;
  const scale = (rows: number): void => {
    certain &&= kernels.scaleColumns(input, output, rows, padded, bytes, bytes, p, 0) !== 0;
  };
  if (inPlace && !whole) eachPart(scale);
  if (certain)
    eachPart((rows, k) => {
      scale(rows);
      if (certain) store(k, rows);
    });
  if (certain) return;
  uint32[workspace.zero / 4] = zero;
  uint32[workspace.clamped / 4] = clamped;
  settleColumns(job, start, columns, o * inner + first);
}

/** One column after another in exact arithmetic. */
export function settleColumns(
  { problem, x, y, exact }: Float32Job,
  start: number,
  columns: number,
  slice: number,
): void {
  const { length, inner } = problem;
  const tile = { first: slice, count: columns, start, apart: 1, step: inner, part: length, whole: true };
  for (let c = 0; c < columns; c++) settleSlice([x], y, tile, c, length, exact);
}
