import { divide, type Settle } from '@unitsphere/cpu/kernels';
import { copyRows, type Rows } from './copy-rows.ts';
import type { Float32Job } from './float32-job.ts';
import type { Window } from './window.ts';
import { listLength, workspace } from './workspace.ts';

/** Rows by way of the window: as many as fit at a time, or one in parts. */
export function normalizeRows(job: Float32Job, window: Window): void {
  const { outer, length } = job.problem;
  if (length > window.capacity) {
    for (let row = 0; row < outer; row++) normalizeRow(job, window, row);
    return;
  }
  const tile = Math.min(listLength, Math.floor(window.capacity / Math.max(1, length)));
  for (let row = 0; row < outer; row += tile) normalizeTile(job, window, row, Math.min(tile, outer - row));
}

function normalizeTile(
  { problem, x, y, exact, ...job }: Float32Job,
  window: Window,
  first: number,
  rows: number,
): void {
  const { kernels, float32, uint32, input, output } = window;
  const { length, stride } = problem;
  const place = (array: Float32Array): Rows => ({ array, at: first * stride, step: stride });
  const part = (at: number): Rows => ({ array: float32, at: at / 4, step: length });
  copyRows(rows, length, place(x), part(input));
  const bytes = length * 4;
  const listed = kernels.normalizeRows(input, output, 0, rows, length, bytes, bytes, ...job.arguments, 0);
  for (let i = 0; i < listed; i++) {
    const row = uint32[workspace.list / 4 + i]!;
    exact([x], (first + row) * stride, float32, output / 4 + row * length, first + row);
  }
  copyRows(rows, length, part(output), place(y));
}

/**
 * One row in parts, in two passes, three in place: whether all of it is certain is known before anything is overwritten.
 * Parts that are not are done by cpu, so that a long row, which has one more often, is not done over.
 */
export function normalizeRow(
  { problem, x, y, exact, inPlace, tally, ...job }: Float32Job,
  window: Window,
  row: number,
): void {
  const { kernels, float32, float64, uint32, input, output, capacity } = window;
  const { length, stride } = problem;
  const start = row * stride;
  const [p] = job.arguments;
  const eachPart = (visit: (at: number, size: number) => void): void => {
    for (let k = 0; k < length; k += capacity) {
      const size = Math.min(capacity, length - k);
      float32.set(x.subarray(start + k, start + k + size), input / 4);
      visit(start + k, size);
    }
  };
  float64[workspace.high / 8] = 0;
  float64[workspace.low / 8] = 0;
  eachPart((_, size) => kernels.measure(input, size, p, 0));
  const measured = float64[workspace.high / 8]! + float64[workspace.low / 8]!;
  const clampedBefore = uint32[workspace.clamped / 4];
  const inverse = kernels.inverseOf(measured, ...job.arguments, 0);
  let [values, from] = [x, start];
  const keepValues = (): void => {
    if (inPlace) [values, from] = [x.slice(start, start + length), 0];
  };
  if (inverse < 0) {
    keepValues();
    exact([values], from, y, start, row);
    return;
  }
  float64[workspace.inverse / 8] = inverse;
  const slice = { measured, clamped: uint32[workspace.clamped / 4] !== clampedBefore };
  const isCertain = (size: number): boolean => kernels.scale(input, output, size, p, 0) !== 0;
  let certain = true;
  if (inPlace)
    eachPart((_, size) => {
      certain = isCertain(size) && certain;
    });
  if (!certain) keepValues();
  let settle: Settle | undefined;
  eachPart((at, size) => {
    if (isCertain(size)) {
      y.set(float32.subarray(output / 4, output / 4 + size), at);
      return;
    }
    const first = at - start + from;
    settle = divide(values, from, problem, slice, first, first + size, y, start - from, tally, settle);
  });
}
