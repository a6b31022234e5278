import { allocate, dtypeOf, type FloatArray } from './float-array.ts';
import type { Shape } from './shape.ts';

/** Element (…, i_k, …) of `values` moved so that result axis j is source axis `permutation[j]`. */
export function permute<T extends FloatArray>(values: T, shape: Shape, permutation: readonly number[]): T {
  const strides = rowMajorStrides(shape);
  const result = allocate(dtypeOf(values), values.length);
  walk(
    permutation.map((a) => shape[a]!),
    permutation.map((a) => strides[a]!),
    (from, to) => {
      result[to] = values[from]!;
    },
  );
  return result as T;
}

/** The inverse of `permute`, written to `output`. */
export function unpermute(
  values: FloatArray,
  shape: Shape,
  permutation: readonly number[],
  output: FloatArray,
): void {
  const strides = rowMajorStrides(shape);
  walk(
    permutation.map((a) => shape[a]!),
    permutation.map((a) => strides[a]!),
    (to, from) => {
      output[to] = values[from]!;
    },
  );
}

function rowMajorStrides(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  return strides;
}

/** Calls `visit(strided, packed)` for every element, in the row-major order of `sizes`. */
function walk(sizes: number[], strides: number[], visit: (strided: number, packed: number) => void): void {
  const total = sizes.reduce((product, size) => product * size, 1);
  const index = sizes.map(() => 0);
  let strided = 0;
  for (let packed = 0; packed < total; packed++) {
    visit(strided, packed);
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      strided += strides[axis]!;
      if (++index[axis]! < sizes[axis]!) break;
      strided -= strides[axis]! * sizes[axis]!;
      index[axis] = 0;
    }
  }
}
