import type { Adopted } from './adopted.ts';
import { UnitsphereError } from './error.ts';
import { nameOf } from './float-array.ts';
import { format, type Shape } from './shape.ts';

/** Numbers in arrays of any depth, all rows of one level equally long; read as float64. */
export type Nested = readonly number[] | readonly Nested[];

/** As deep as NumPy goes; an array that holds itself ends here. */
const maxRank = 64;

/** Throws `ragged-array`, `invalid-values`, `invalid-shape`. */
export function flatten(nested: Nested): Adopted {
  const shape: number[] = [];
  for (let level: unknown = nested; Array.isArray(level); level = level[0]) {
    shape.push(level.length);
    if (shape.length > maxRank) {
      throw new UnitsphereError('invalid-shape', `arrays are nested more than ${maxRank} deep`);
    }
  }
  const values: number[] = [];
  const visit = (level: unknown, path: readonly number[]): void => {
    const size = shape[path.length];
    const isArray = Array.isArray(level);
    if (size === undefined ? typeof level !== 'number' : !isArray || level.length !== size) {
      const expected = size === undefined ? 'a number' : `an array of ${size}`;
      const got = isArray ? `an array of ${level.length}` : nameOf(level);
      throw new UnitsphereError(
        isArray || size !== undefined ? 'ragged-array' : 'invalid-values',
        `expected ${expected} at ${format(path)}, got ${got}`,
      );
    }
    if (isArray) for (let i = 0; i < level.length; i++) visit(level[i], [...path, i]);
    else values.push(level as number);
  };
  visit(nested, []);
  return { input: Float64Array.from(values), shape, like: (result) => nest(result, shape) };
}

/** Nested arrays of a shape of rank ≥ 1 from row-major values. */
export function nest(values: ArrayLike<number>, shape: Shape): Nested {
  const build = (depth: number, start: number, size: number): unknown => {
    if (depth === shape.length) return values[start];
    const step = size / shape[depth]!;
    return Array.from({ length: shape[depth]! }, (_, i) => build(depth + 1, start + i * step, step));
  };
  return build(0, 0, values.length) as Nested;
}
