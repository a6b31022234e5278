import { refuse } from './error.ts';
import { nameOf } from './float-array.ts';

/** Sizes by axis, row-major: integers ≥ 0. */
export type Shape = readonly number[];

/** How many values a shape holds; 1 for rank 0. Throws `invalid-shape`. */
export function sizeOf(shape: Shape): number {
  const sizes = Array.isArray(shape) ? [...shape] : [-1];
  const size = sizes.includes(0) ? 0 : sizes.reduce((product, n) => product * n, 1);
  if ([...sizes, size].every((n) => Number.isSafeInteger(n) && n >= 0)) return size;
  return refuse('invalid-shape', 'a list of integers ≥ 0 with a product below 2^53', format(shape));
}

/** A shape, or another list, as it stands in messages: `[2,3]`; what is no list, by its name. */
export function format(list: unknown): string {
  return Array.isArray(list) ? `[${list.map(nameOf).join(',')}]` : nameOf(list);
}
