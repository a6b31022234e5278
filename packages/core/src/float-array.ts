import { UnitsphereError } from './error.ts';

/** Values of one dtype, row-major. */
export type FloatArray = Float32Array | Float64Array;

export type DType = 'float32' | 'float64';

/** The dtype of `values`. Throws `invalid-values` for anything but a Float32Array or a Float64Array. */
export function dtypeOf(values: unknown): DType {
  if (values instanceof Float32Array) return 'float32';
  if (values instanceof Float64Array) return 'float64';
  throw new UnitsphereError(
    'invalid-values',
    `expected a Float32Array, a Float64Array or nested arrays of numbers, got ${nameOf(values)}`,
  );
}

/** A zero-filled array of `length` elements. */
export function allocate(dtype: DType, length: number): FloatArray {
  return dtype === 'float32' ? new Float32Array(length) : new Float64Array(length);
}

/** What a value is, for error messages: the name of its constructor, or its type. */
export function nameOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value !== 'object') return `${typeof value} ${String(value)}`;
  return value.constructor?.name ?? 'an object';
}
