import type { Exports } from '../kernels.ts';
import { workspace } from '../workspace.ts';

/**
 * What a kernel must know of a job on arrays in its memory, in numbers alone, so that it passes to another thread:
 * addresses of x and y in bytes; sizes and the stride in elements; what denominators are; rows of a part, or columns
 * (`width`, 0 for rows); the number of parts.
 */
export const residentFields = [
  'x',
  'y',
  'outer',
  'length',
  'inner',
  'stride',
  'p',
  'form',
  'squared',
  'epsilon',
  'rows',
  'width',
  'parts',
] as const;

export type ResidentJob = Readonly<Record<(typeof residentFields)[number], number>>;

/** Where a panel of columns stands. */
export interface Panel {
  readonly o: number;
  readonly first: number;
  readonly columns: number;
}

export function panelOf({ inner, width }: ResidentJob, part: number): Panel {
  const panels = Math.ceil(inner / width);
  const first = (part % panels) * width;
  return { o: Math.floor(part / panels), first, columns: Math.min(width, inner - first) };
}

/**
 * Does one part with the workspace at `base`, where `uint32` begins. What is not certain is listed there, rows by their
 * number and a panel by that of its part, and not counted; returns how many are listed.
 */
export function doPart(
  kernels: Exports,
  uint32: Uint32Array,
  base: number,
  job: ResidentJob,
  part: number,
): number {
  const { x, y, outer, length, inner, stride, p, form, epsilon, rows } = job;
  const squared = job.squared !== 0;
  if (job.width === 0) {
    const first = part * rows;
    const last = Math.min(outer, first + rows);
    const bytes = stride * 4;
    return kernels.normalizeRows(x, y, first, last, length, bytes, bytes, p, form, squared, epsilon, base);
  }
  const { o, first, columns } = panelOf(job, part);
  const start = 4 * (o * stride + first);
  const bytes = inner * 4;
  const zero = uint32[workspace.zero / 4]!;
  const clamped = uint32[workspace.clamped / 4]!;
  kernels.clearColumns(columns, base);
  kernels.measureColumns(x + start, length, columns, bytes, p, base);
  const certain =
    kernels.invertColumns(columns, p, form, squared, epsilon, base) !== 0 &&
    kernels.scaleColumns(x + start, y + start, length, columns, bytes, bytes, p, base) !== 0;
  if (certain) return 0;
  uint32[workspace.zero / 4] = zero;
  uint32[workspace.clamped / 4] = clamped;
  uint32[workspace.list / 4] = part;
  return 1;
}
