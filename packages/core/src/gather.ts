import { allocate, dtypeOf, type FloatArray } from './float-array.ts';
import { type Shape, sizeOf } from './shape.ts';

/**
 * The elements of a strided view, packed row-major into `output` or a fresh array: element (i, j, …) stands at
 * `offset + i · strides[0] + j · strides[1] + …`.
 */
export function gather(
  values: FloatArray,
  shape: Shape,
  strides: readonly number[],
  offset = 0,
  output: FloatArray = allocate(dtypeOf(values), sizeOf(shape)),
): FloatArray {
  const index = shape.map(() => 0);
  let from = offset;
  for (let to = 0; to < output.length; to++) {
    output[to] = values[from]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      from -= strides[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return output;
}

/** Elements from one index to the next along each axis of a row-major array. */
export function stridesOf(shape: Shape): number[] {
  const strides = [...shape];
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  return strides;
}
