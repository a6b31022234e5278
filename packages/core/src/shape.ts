import { UnitsphereError } from './error.ts';
import { shown } from './float-array.ts';

export type Shape = readonly number[];

/** How many values a shape holds; 1 for rank 0. Throws `invalid-shape`. */
export function sizeOf(shape: Shape): number {
  if (!Array.isArray(shape)) {
    throw new UnitsphereError('invalid-shape', `shape must be an array of dimensions, got ${shown(shape)}`);
  }
  let size = 1;
  for (const dimension of shape) {
    if (!Number.isSafeInteger(dimension) || dimension < 0) {
      throw new UnitsphereError(
        'invalid-shape',
        `shape ${format(shape)} has dimension ${shown(dimension)}; dimensions are integers from 0 to 2^53 - 1`,
      );
    }
  }
  if (shape.includes(0)) return 0;
  for (const dimension of shape) size *= dimension;
  if (!Number.isSafeInteger(size)) {
    throw new UnitsphereError('invalid-shape', `shape ${format(shape)} holds more than 2^53 - 1 values`);
  }
  return size;
}

/** The shape as it stands in messages: `[2,3]`. */
export function format(shape: readonly unknown[]): string {
  return `[${shape.map(String).join(',')}]`;
}
