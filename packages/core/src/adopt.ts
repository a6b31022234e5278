import { adoptVector, type Vector } from './adopt-vector.ts';
import type { Adopted } from './adopted.ts';
import { UnitsphereError } from './error.ts';
import { type FloatArray, nameOf, requireFloats } from './float-array.ts';
import { gather, stridesOf } from './gather.ts';
import { has } from './has.ts';
import { format, type Shape, sizeOf } from './shape.ts';

/** Values that a library keeps with their shape. */
export type ShapedArray = { readonly data: ArrayLike<unknown> } & (
  | { readonly shape: Shape }
  | { readonly dims: Shape }
);

/** An array of another library: a tensor of onnxruntime or transformers.js, an ndarray, numjs's, Arrow's, or a plain object. */
export type OtherArray = ShapedArray | { readonly selection: ShapedArray } | Vector;

/** What libraries call the parts of their arrays. */
interface Parts {
  readonly data: unknown;
  readonly shape?: Shape;
  readonly dims?: Shape;
  readonly stride?: unknown;
  readonly strides?: unknown;
  readonly offset?: number;
  readonly type?: unknown;
  readonly selection?: Parts;
  readonly constructor: new (...args: unknown[]) => unknown;
}

/**
 * For `createNormalizer`: lets it take the arrays of other libraries and give back results in kind. Values are copied only
 * where they do not lie row-major, as in views of ndarray. Undefined for what is none. Throws `invalid-values`,
 * `invalid-shape`, `shape-mismatch`.
 */
export function adopt(array: OtherArray): Adopted | undefined {
  return has(array, 'data') || has(array, 'selection') ? adoptParts(array as unknown as Parts) : undefined;
}

function adoptParts(array: Parts): Adopted {
  const { selection, dims, shape = dims!, stride, strides = stride, offset = 0, type } = array;
  const Kind = array.constructor;
  if (selection) {
    // An NdArray is made of the ndarray it holds: numjs/src/ndarray.js.
    const inner = adoptParts(selection);
    return { ...inner, like: (result) => new Kind(inner.like(result)) };
  }
  const data = dataOf(array);
  if (Array.isArray(data) && data[0]?.clone) return adoptVector(array as unknown as Vector);
  requireFloats(data, 'invalid-values', `a ${nameOf(array)} with data of `);
  sizeOf(shape);
  const isOwn = Object.hasOwn(array, 'data');
  if (!isOwn) requireMakeable(array, data);
  // ndarray's are in elements; a tensor of transformers.js has a method of this name.
  const steps =
    typeof strides === 'object' && strides !== null ? Array.from(strides as ArrayLike<number>) : undefined;
  const isView = steps !== undefined || array.offset !== undefined;
  const dense = stridesOf(shape);
  const view = isView && { [stride === undefined ? 'strides' : 'stride']: dense, offset: 0 };
  const place = isView ? packed(data, shape, steps ?? dense, offset) : { input: data };
  return {
    ...place,
    shape,
    like(result) {
      // onnxruntime-common/lib/tensor-impl.ts, @huggingface/transformers/src/utils/tensor.js
      if (!isOwn) return new Kind(type, result, [...shape]);
      // A view of ndarray has a class by rank and dtype, the same for the result.
      // Defined, not assigned, which a class may forbid.
      const copy = { ...array, ...view, data: result, [dims ? 'dims' : 'shape']: [...shape] };
      return Object.setPrototypeOf(copy, Object.getPrototypeOf(array));
    },
  };
}

/** Before anything runs: classes without a type cannot be made, and somebody's own may be made of something else. */
function requireMakeable(array: Parts, data: FloatArray): void {
  let cause: unknown;
  try {
    if (typeof array.type === 'string') {
      new array.constructor(array.type, data.subarray(0, 0), [0]);
      return;
    }
  } catch (error) {
    cause = error;
  }
  const message = `cannot make a ${nameOf(array)}: pass its data and shape`;
  throw new UnitsphereError('invalid-values', message, { cause });
}

function dataOf(array: Parts): unknown {
  // TensorFlow.js
  let reason: unknown = 'await data() and pass it with the shape, or use @unitsphere/tfjs';
  try {
    if (typeof array.data !== 'function') return array.data;
  } catch (error) {
    reason = error; // onnxruntime, of values on a GPU
  }
  throw new UnitsphereError('invalid-values', `cannot read the data of this ${nameOf(array)}: ${reason}`);
}

/** A view's elements row-major: themselves where they lie so, else copied from `memory`. Throws `shape-mismatch`. */
function packed(
  data: FloatArray,
  shape: Shape,
  strides: readonly number[],
  offset: number,
): Pick<Adopted, 'input' | 'memory'> {
  const size = sizeOf(shape);
  let [first, last] = [offset, offset];
  shape.forEach((length, axis) => {
    const reach = (length - 1) * strides[axis]!;
    if (reach > 0) last += reach;
    else first += reach;
  });
  const isInside = first >= 0 && last < data.length && [offset, ...strides].every(Number.isInteger);
  if (size > 0 && !isInside) {
    throw new UnitsphereError(
      'shape-mismatch',
      `shape ${format(shape)} with strides ${format(strides)} from ${offset} goes beyond ${data.length} values`,
    );
  }
  const dense = stridesOf(shape);
  return shape.every((length, axis) => length === 1 || strides[axis] === dense[axis])
    ? { input: data.subarray(offset, offset + size) }
    : { input: gather(data, shape, strides, offset), memory: data.subarray(first, last + 1) };
}
