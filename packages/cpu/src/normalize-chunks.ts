import {
  allocate,
  type DType,
  dtypeOf,
  type FloatArray,
  type NormOptions,
  UnitsphereError,
} from '@unitsphere/core';
import { normalize } from './normalize.ts';

/** Options of a stream: slices of `length` elements, one after another. */
export interface ChunkOptions extends Omit<NormOptions, 'shape' | 'axis' | 'stride'> {
  readonly length: number;
}

/**
 * Slices in, slices out: takes chunks of any sizes, whose slices may straddle them, and yields arrays of whole
 * normalized slices as soon as these are complete. The chunks are left as they are. Throws `invalid-shape` for a
 * length below 1, `invalid-values` where the dtype changes, `incomplete-slice` where the last slice is cut off.
 */
export async function* normalizeChunks<T extends FloatArray>(
  chunks: AsyncIterable<T> | Iterable<T>,
  { length, ...options }: ChunkOptions,
): AsyncGenerator<T, void, undefined> {
  if (!Number.isSafeInteger(length) || length < 1) {
    throw new UnitsphereError(
      'invalid-shape',
      `a stream's slices need an integer length ≥ 1, got ${String(length)}`,
    );
  }
  let dtype: DType | undefined;
  let carried: FloatArray | undefined;
  let count = 0;
  for await (const chunk of chunks) {
    dtype ??= dtypeOf(chunk);
    if (dtypeOf(chunk) !== dtype) {
      throw new UnitsphereError('invalid-values', `a chunk of ${dtypeOf(chunk)} follows chunks of ${dtype}`);
    }
    carried ??= allocate(dtype, length);
    const whole = Math.floor((count + chunk.length) / length) * length;
    const rest = count + chunk.length - whole;
    if (whole === 0) {
      carried.set(chunk, count);
      count = rest;
      continue;
    }
    const slices = allocate(dtype, whole);
    slices.set(carried.subarray(0, count));
    slices.set(chunk.subarray(0, whole - count), count);
    carried.set(chunk.subarray(chunk.length - rest));
    count = rest;
    yield normalize(slices, { ...options, shape: [whole / length, length], output: slices }) as T;
  }
  if (count > 0) {
    throw new UnitsphereError(
      'incomplete-slice',
      `the stream ends ${count} elements into a slice of ${length}`,
    );
  }
}
