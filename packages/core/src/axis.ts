import { refuse, UnitsphereError } from './error.ts';
import { nameOf } from './float-array.ts';
import { format } from './shape.ts';

/** One axis (negative counts from the end), several distinct ones, or `null` for all together. */
export type Axis = number | readonly number[] | null;

/**
 * The normalized axes as ascending indices below `rank`; the last one where `axis` is undefined.
 * Throws `invalid-axis`, `empty-axis`, `repeated-axis`, `axis-out-of-range`.
 */
export function resolveAxes(axis: Axis | undefined, rank: number): number[] {
  if (axis === null || (axis === undefined && rank === 0)) return [...new Array(rank).keys()];
  const given: number[] = Array.isArray(axis) ? [...axis] : [axis ?? -1];
  if (given.length === 0) {
    throw new UnitsphereError('empty-axis', 'axis is an empty list; give at least one axis, or null for all');
  }
  const axes = given.map((index) => {
    if (!Number.isInteger(index))
      refuse('invalid-axis', 'an integer, a list of integers or null', nameOf(index));
    if (index >= -rank && index < rank) return index < 0 ? index + rank : index;
    const range = rank === 0 ? 'no axis, or null' : `${-rank} to ${rank - 1}`;
    throw new UnitsphereError(
      'axis-out-of-range',
      `axis ${index} is out of range for rank ${rank}: expected ${range}`,
    );
  });
  if (new Set(axes).size < axes.length) {
    throw new UnitsphereError('repeated-axis', `axis ${format(given)} names an axis twice at rank ${rank}`);
  }
  return axes.sort((a, b) => a - b);
}
