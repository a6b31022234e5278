import type { FloatArray } from '@unitsphere/core';

/** How far results are from the correctly rounded ones. */
export interface Accuracy {
  /** Share of elements with the very bits. */
  readonly exact: number;
  /** The largest distance, in numbers of the dtype from one to the other; Infinity where one of them alone is NaN. */
  readonly worstUlp: number;
  readonly elements: number;
}

/** Compares by bits; any NaN is like any other. Throws where lengths or dtypes differ. */
export function accuracyOf(got: FloatArray, exact: FloatArray): Accuracy {
  if (got.length !== exact.length) throw new Error(`${got.length} results, expected ${exact.length}`);
  if (got.BYTES_PER_ELEMENT !== exact.BYTES_PER_ELEMENT)
    throw new Error(`results of ${8 * got.BYTES_PER_ELEMENT} bits, expected ${8 * exact.BYTES_PER_ELEMENT}`);
  const [a, b] = [wordsOf(got), wordsOf(exact)];
  const words = got.BYTES_PER_ELEMENT / 4;
  let [same, worstUlp] = [0, 0];
  for (let i = 0; i < got.length; i++) {
    const at = i * words;
    if (a[at] === b[at] && (words === 1 || a[at + 1] === b[at + 1])) same++;
    else if (Number.isNaN(got[i]) && Number.isNaN(exact[i])) same++;
    else if (Number.isNaN(got[i]) || Number.isNaN(exact[i])) worstUlp = Infinity;
    else worstUlp = Math.max(worstUlp, words === 1 ? distance(a[at]!, b[at]!) : distance64(a, b, at));
  }
  return { exact: got.length === 0 ? 1 : same / got.length, worstUlp, elements: got.length };
}

/** Between the float32 numbers of two bit patterns; zeros of either sign are one place but not one number. */
function distance(a: number, b: number): number {
  return Math.abs(place(a) - place(b));
}

function place(bits: number): number {
  return bits < 0x8000_0000 ? bits : 0x8000_0000 - bits;
}

/** Of float64: exact up to 2^53, which is far beyond what anybody asks. Little-endian, as every machine that runs this. */
function distance64(a: Uint32Array, b: Uint32Array, at: number): number {
  const high = place(a[at + 1]!) - place(b[at + 1]!);
  const low = (words: Uint32Array): number => (words[at + 1]! < 0x8000_0000 ? words[at]! : -words[at]!);
  return Math.abs(high * 2 ** 32 + low(a) - low(b));
}

function wordsOf(values: FloatArray): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, values.byteLength / 4);
}
