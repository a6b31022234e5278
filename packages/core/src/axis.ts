import { UnitsphereError } from './error.ts';
import { shown } from './float-array.ts';
import { format } from './shape.ts';

/** One axis (negative counts from the end), several distinct ones, or `null` for all together. */
export type Axis = number | readonly number[] | null;

/**
 * The normalized axes as ascending indices below `rank`; the last one where `axis` is undefined.
 * Throws `invalid-axis`, `empty-axis`, `repeated-axis`, `axis-out-of-range`.
 */
export function resolveAxes(axis: Axis | undefined, rank: number): number[] {
  if (axis === null || (axis === undefined && rank === 0)) return Array.from({ length: rank }, (_, i) => i);
  const list: readonly unknown[] = Array.isArray(axis) ? Array.from(axis) : [axis ?? -1];
  if (list.length === 0) {
    throw new UnitsphereError('empty-axis', 'axis is an empty list; give at least one axis, or null for all');
  }
  const axes = list.map((a) => resolveAxis(a, rank));
  if (new Set(axes).size !== axes.length) {
    throw new UnitsphereError('repeated-axis', `axis ${format(list)} names an axis twice at rank ${rank}`);
  }
  return axes.sort((a, b) => a - b);
}

function resolveAxis(axis: unknown, rank: number): number {
  if (typeof axis !== 'number' || !Number.isInteger(axis)) {
    throw new UnitsphereError(
      'invalid-axis',
      `axis must be an integer, a list of integers or null, got ${shown(axis)}`,
    );
  }
  if (axis < -rank || axis >= rank) {
    const range =
      rank === 0 ? 'rank 0 has no axes; omit axis or give null' : `expected ${-rank} to ${rank - 1}`;
    throw new UnitsphereError('axis-out-of-range', `axis ${axis} is out of range for rank ${rank}: ${range}`);
  }
  return axis < 0 ? axis + rank : axis;
}
