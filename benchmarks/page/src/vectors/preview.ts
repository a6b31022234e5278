import { dtypeOf, type FloatArray } from '@unitsphere/core';
import { numberText } from './number-text.ts';
import { type Opened, previewRows } from './opened.ts';

/** The first numbers of the first rows (last axis), as text. */
export interface Preview {
  readonly columnNames: readonly string[];
  readonly rowNames: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Whether there is more than this. */
  readonly isPart: boolean;
}

const previewColumns = 8;

/** Of `values` in the layout of what was opened. */
export function previewOf(opened: Opened, values: FloatArray = opened.values): Preview {
  const { shape, fortranOrder } = opened;
  const dtype = dtypeOf(values);
  const width = shape.at(-1) ?? 1;
  const leading = shape.slice(0, -1);
  const total = leading.reduce((product, size) => product * size, 1);
  const strides = stridesOf(shape, fortranOrder);
  const columns = Array.from({ length: Math.min(width, previewColumns) }, (_, i) => i);
  const places = Array.from({ length: Math.min(total, previewRows) }, (_, row) => placeOf(row, leading));
  return {
    columnNames: columns.map((i) => opened.columnNames?.[i] ?? `[${i}]`),
    rowNames: places.map((place, i) => opened.rowNames?.[i] ?? `[${place.join(', ')}]`),
    rows: places.map((place) => {
      const start = place.reduce((sum, index, axis) => sum + index * strides[axis]!, 0);
      return columns.map((i) => numberText(values[start + i * (strides.at(-1) ?? 1)]!, dtype));
    }),
    isPart: total > previewRows || width > previewColumns,
  };
}

/** Elements from one index of each axis to the next. */
function stridesOf(shape: readonly number[], fortranOrder: boolean): number[] {
  const strides: number[] = new Array(shape.length);
  let stride = 1;
  for (let i = 0; i < shape.length; i++) {
    const axis = fortranOrder ? i : shape.length - 1 - i;
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  return strides;
}

/** The indices of the row with this number in row-major order. */
function placeOf(row: number, leading: readonly number[]): number[] {
  let rest = row;
  return [...leading]
    .reverse()
    .map((size) => {
      const index = rest % size;
      rest = Math.floor(rest / size);
      return index;
    })
    .reverse();
}
