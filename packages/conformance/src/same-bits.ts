import type { FloatArray } from '@unitsphere/core';
import { wordsOf } from './bits.ts';

/** Whether slices s and t of an array that holds slices of one length, one after another, have the same bits. */
export function sameBitsIn(array: FloatArray, length: number): (s: number, t: number) => boolean {
  const words = wordsOf(array);
  const size = (length * array.BYTES_PER_ELEMENT) / 4;
  return (s, t) => {
    for (let a = s * size, b = t * size; a < (s + 1) * size; a++, b++)
      if (words[a] !== words[b]) return false;
    return true;
  };
}
