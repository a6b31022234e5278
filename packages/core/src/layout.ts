import { refuse, UnitsphereError } from './error.ts';
import { nameOf } from './float-array.ts';
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
  const sizeOfKept = (from: number, to?: number): number =>
    sizeOf(shape.slice(from, to).filter((_, i) => !axes.includes(from + i)));
  const length = sizeOf(axes.map((axis) => shape[axis]!));
  const rows = {
    outer: sizeOfKept(0),
    length,
    inner: 1,
    stride: length,
    normsShape: shape.filter((_, axis) => !axes.includes(axis)),
  };
  if (stride !== undefined) {
    requireRowStride(shape, axes, length, stride);
    return { ...rows, stride };
  }
  // Axes of size 1 lie anywhere without moving an element.
  const moving = axes.filter((axis) => shape[axis] !== 1);
  const outer = sizeOfKept(0, moving[0]);
  const inner = sizeOfKept((moving.at(-1) ?? shape.length) + 1);
  if (outer * inner === rows.outer) return { ...rows, outer, inner, stride: length * inner };
  return { ...rows, permutation: [...shape.keys()].filter((axis) => !axes.includes(axis)).concat(axes) };
}

function requireRowStride(shape: Shape, axes: readonly number[], length: number, stride: number): void {
  if (axes.length !== 1 || axes[0] !== shape.length - 1) {
    throw new UnitsphereError(
      'invalid-stride',
      `a stride needs the last axis alone, got axes ${format(axes)} of rank ${shape.length}`,
    );
  }
  if (!Number.isSafeInteger(stride) || stride < length) {
    refuse('invalid-stride', `an integer ≥ the row length ${length}`, nameOf(stride));
  }
}
