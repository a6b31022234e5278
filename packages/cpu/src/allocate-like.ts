import { allocate, type FloatArray } from '@unitsphere/core';

/** A zero-filled array of the dtype of `values`, as long unless `length` says otherwise. Throws `out-of-memory`. */
export function allocateLike(values: FloatArray, length: number = values.length): FloatArray {
  return allocate(values.BYTES_PER_ELEMENT === 4 ? 'float32' : 'float64', length);
}
