import { type InvalidCode, refuse, UnitsphereError } from './error.ts';

/** Values of one dtype, row-major. */
export type FloatArray = Float32Array | Float64Array;

/** The element types of values, and of results. */
export type DType = 'float32' | 'float64';

/** Whether `value` is an array of either dtype, of any realm. */
export function isFloatArray(value: unknown): value is FloatArray {
  return dtypeOfTag(value) !== undefined;
}

/** The dtype of `values`. Throws `invalid-values`, or `code`, for anything but a Float32Array or a Float64Array. */
export function dtypeOf(values: unknown, code: InvalidCode = 'invalid-values', others = ''): DType {
  return dtypeOfTag(values) ?? refuse(code, `${others}a Float32Array or a Float64Array`, nameOf(values));
}

/** Throws as `dtypeOf`, and where the array's buffer was detached, or shrunk below what the array is a view of. */
export function requireFloats(
  values: unknown,
  code: InvalidCode = 'invalid-values',
  others?: string,
): asserts values is FloatArray {
  dtypeOf(values, code, others);
  const array = values as FloatArray;
  if (array.length > 0) return;
  try {
    // It throws for views without a buffer behind them, which are otherwise just like empty ones.
    array.keys();
  } catch {
    throw new UnitsphereError(code, `the buffer of this ${nameOf(values)} was detached, or shrunk below it`);
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

/** What a value is, for error messages: numbers as they are, objects by the name of their constructor, others with their type. */
export function nameOf(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'number') return String(value);
  if (typeof value !== 'object') return `${typeof value} ${String(value)}`;
  return value.constructor?.name ?? 'an object';
}

/** By tag, so that arrays of another realm (a frame, a test runner's sandbox) count too. */
function dtypeOfTag(values: unknown): DType | undefined {
  const tag = ArrayBuffer.isView(values) && (values as FloatArray)[Symbol.toStringTag];
  return tag === 'Float32Array' ? 'float32' : tag === 'Float64Array' ? 'float64' : undefined;
}
