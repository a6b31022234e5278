import { UnitsphereError } from './error.ts';

/** Values of one dtype, row-major. */
export type FloatArray = Float32Array | Float64Array;

export type DType = 'float32' | 'float64';

/** Whether `value` is an array of either dtype, of any realm. */
export function isFloatArray(value: unknown): value is FloatArray {
  return dtypeOfTag(value) !== undefined;
}

/** The dtype of `values`. Throws `invalid-values` for anything but a Float32Array or a Float64Array. */
export function dtypeOf(values: unknown): DType {
  const dtype = dtypeOfTag(values);
  if (dtype !== undefined) return dtype;
  throw new UnitsphereError(
    'invalid-values',
    `expected a Float32Array, a Float64Array or nested arrays of numbers, got ${nameOf(values)}`,
  );
}

/**
 * Why an array has no elements left, in words: its buffer was detached, or shrunk below what the array is a view of.
 * Undefined where nothing is wrong, also with an empty array.
 */
export function lossOf(values: FloatArray): string | undefined {
  if (values.length > 0) return undefined;
  try {
    // It throws for views without a buffer behind them, which are otherwise just like empty ones.
    values.keys();
    return undefined;
  } catch {
    return `the buffer of this ${nameOf(values)} was detached, or shrunk below it`;
  }
}

/** A zero-filled array of `length` elements. Throws `out-of-memory` where there is no room for it. */
export function allocate(dtype: DType, length: number): FloatArray {
  try {
    return dtype === 'float32' ? new Float32Array(length) : new Float64Array(length);
  } catch (cause) {
    throw new UnitsphereError('out-of-memory', `no room for ${length} values of ${dtype}`, { cause });
  }
}

/** What a value is, for error messages: the name of its constructor, or its type. */
export function nameOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value !== 'object') return `${typeof value} ${String(value)}`;
  return value.constructor?.name ?? 'an object';
}

/** A value that should have been a number, for error messages: numbers as they are, others by `nameOf`. */
export function shown(value: unknown): string {
  return typeof value === 'number' ? String(value) : nameOf(value);
}

/** By tag, so that arrays of another realm (a frame, a test runner's sandbox) count too. */
function dtypeOfTag(values: unknown): DType | undefined {
  const tag = ArrayBuffer.isView(values) ? Object.prototype.toString.call(values) : '';
  return tag === '[object Float32Array]'
    ? 'float32'
    : tag === '[object Float64Array]'
      ? 'float64'
      : undefined;
}
