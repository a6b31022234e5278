import { UnitsphereError } from './error.ts';
import { shown } from './float-array.ts';
import { format, type Shape, sizeOf } from './shape.ts';

/** A shape reduced to slices along one axis: `outer × length × inner`, row-major. */
export interface Layout {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
  /** Elements from one outer block to the next: `length · inner`, or more where rows have gaps. */
  readonly stride: number;
  /** Where the normalized axes do not adjoin: the order of the shape's axes that brings them last. */
  readonly permutation?: readonly number[];
  /** The shape without the normalized axes: that of the norms. */
  readonly normsShape: Shape;
}

/**
 * Reduces any shape and ascending axes. `stride` is the distance between the starts of two rows, in elements,
 * and needs the last axis alone. Throws `invalid-stride`.
 */
export function resolveLayout(shape: Shape, axes: readonly number[], stride?: number): Layout {
  const normsShape = shape.filter((_, axis) => !axes.includes(axis));
  const length = sizeOf(axes.map((axis) => shape[axis]!));
  if (stride !== undefined) return stridedRows(shape, axes, length, stride, normsShape);
  // Axes of size 1 lie anywhere without moving an element.
  const moving = axes.filter((axis) => shape[axis] !== 1);
  const first = moving[0] ?? shape.length;
  const last = moving.at(-1) ?? shape.length - 1;
  const between = shape.slice(first, last + 1).filter((size, i) => size !== 1 && !axes.includes(first + i));
  if (between.length === 0) {
    const kept = (from: number, to?: number): number =>
      sizeOf(shape.slice(from, to).filter((_, i) => !axes.includes(from + i)));
    const inner = kept(last + 1);
    return { outer: kept(0, first), length, inner, stride: length * inner, normsShape };
  }
  const permutation = [...shape.keys()].filter((axis) => !axes.includes(axis)).concat(axes);
  return { outer: sizeOf(normsShape), length, inner: 1, stride: length, permutation, normsShape };
}

function stridedRows(
  shape: Shape,
  axes: readonly number[],
  length: number,
  stride: number,
  normsShape: Shape,
): Layout {
  if (axes.length !== 1 || axes[0] !== shape.length - 1) {
    throw new UnitsphereError(
      'invalid-stride',
      `a stride needs the last axis alone, got axes ${format(axes)} of rank ${shape.length}`,
    );
  }
  if (!Number.isSafeInteger(stride) || stride < length) {
    throw new UnitsphereError(
      'invalid-stride',
      `stride must be an integer ≥ the row length ${length}, got ${shown(stride)}`,
    );
  }
  return { outer: sizeOf(normsShape), length, inner: 1, stride, normsShape };
}
