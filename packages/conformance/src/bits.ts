import { type DType, dtypeOf, type FloatArray } from '@unitsphere/core';

/** The bits of an array as 32-bit words. */
export function wordsOf(array: FloatArray): Uint32Array {
  return new Uint32Array(array.buffer, array.byteOffset, array.byteLength / 4);
}

/** The first element whose bits differ, or −1; arrays of one dtype and length. */
export function firstDifference(a: FloatArray, b: FloatArray): number {
  const [v, w] = [wordsOf(a), wordsOf(b)];
  const at = v.findIndex((word, i) => word !== w[i]);
  return at < 0 ? -1 : Math.floor((at * 4) / a.BYTES_PER_ELEMENT);
}

/** A number as its value and the bits it has in `dtype`. */
export function withBits(value: number, dtype: DType): string {
  return `${Object.is(value, -0) ? '-0' : value} (${bitsOf(dtype === 'float32' ? Float32Array.of(value) : Float64Array.of(value))})`;
}

/** The bits of a one-element array, most significant first. */
function bitsOf(element: FloatArray): string {
  const digits = Array.from(wordsOf(element), (word) => word.toString(16).padStart(8, '0'));
  return `0x${digits.reverse().join('')}`;
}

/** NaN as every backend writes it, low word first. */
export function canonicalNaN(array: FloatArray): readonly number[] {
  return dtypeOf(array) === 'float32' ? [0x7fc00000] : [0, 0x7ff80000];
}
