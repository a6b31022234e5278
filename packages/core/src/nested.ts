import { UnitsphereError } from './error.ts';
import { nameOf } from './float-array.ts';
import { format, type Shape } from './shape.ts';

/** Numbers in arrays of any depth, all rows of one level equally long; read as float64. */
export type Nested = readonly number[] | readonly Nested[];

/** As deep as NumPy goes; an array that holds itself ends here. */
const maxRank = 64;

/** The values of nested arrays, row-major, and their shape. Throws `ragged-array`, `invalid-values`, `invalid-shape`. */
export function flatten(nested: Nested): { values: Float64Array; shape: Shape } {
  const shape: number[] = [];
  for (let level: unknown = nested; Array.isArray(level); level = level[0]) {
    shape.push(level.length);
    if (shape.length > maxRank) {
      throw new UnitsphereError('invalid-shape', `arrays are nested more than ${maxRank} deep`);
    }
    if (level.length === 0) break;
  }
  const values: number[] = [];
  const visit = (level: unknown, path: readonly number[]): void => {
    const depth = path.length;
    if (depth === shape.length) {
      if (typeof level !== 'number') {
        const code = Array.isArray(level) ? 'ragged-array' : 'invalid-values';
        throw new UnitsphereError(code, `expected a number at ${format(path)}, got ${nameOf(level)}`);
      }
      values.push(level);
      return;
    }
    if (!Array.isArray(level) || level.length !== shape[depth]) {
      const got = Array.isArray(level) ? `${level.length}` : nameOf(level);
      throw new UnitsphereError(
        'ragged-array',
        `expected ${shape[depth]} entries at ${format(path)}, got ${got}`,
      );
    }
    for (let i = 0; i < level.length; i++) visit(level[i], [...path, i]);
  };
  visit(nested, []);
  return { values: Float64Array.from(values), shape };
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
