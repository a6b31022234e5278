import type { FloatArray } from '@unitsphere/core';

/** A place for rows: the first element of the first one, and from there to the next. */
export interface Rows {
  readonly array: FloatArray;
  readonly at: number;
  readonly step: number;
}

/** Copies `rows` rows of `width` elements, in one piece where they lie without gaps. */
export function copyRows(rows: number, width: number, from: Rows, to: Rows): void {
  const whole = from.step === width && to.step === width;
  const size = whole ? rows * width : width;
  for (let r = 0; r < (whole ? 1 : rows); r++) {
    const at = from.at + r * from.step;
    to.array.set(from.array.subarray(at, at + size), to.at + r * to.step);
  }
}
