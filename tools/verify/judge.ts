import { type DType, dtypeOf, type FloatArray } from '@unitsphere/core';
import { type Surd, ulpError } from '@unitsphere/core/reference';

/** What is wrong with the results of one slice. */
export interface Judgement {
  readonly mismatches: number;
  /** The first wrong element, or −1, and what is wrong with it. */
  readonly first: number;
  readonly problem: string;
  /** Elements that only integers could decide. */
  readonly inIntegers: number;
  readonly worstUlp: number;
}

/** Compares y with x/D for a finite slice and D > 0. */
export type Judge = (x: FloatArray, y: FloatArray, d: Surd) => Judgement;

/** Results within `maxUlp` of the exact quotient, and of its sign. */
export function judgeWithin(maxUlp: number): Judge {
  return (x, y, d) => {
    const dtype = dtypeOf(x);
    let worstUlp = 0;
    let mismatches = 0;
    let first = -1;
    let problem = '';
    for (let k = 0; k < x.length; k++) {
      const error = isNegative(x[k]!) === isNegative(y[k]!) ? ulpError(y[k]!, x[k]!, d, dtype) : Infinity;
      worstUlp = Math.max(worstUlp, error);
      if (error <= maxUlp) continue;
      if (mismatches++ === 0) [first, problem] = [k, `off by ${error} ULP`];
    }
    return { mismatches, first, problem, inIntegers: x.length, worstUlp };
  };
}

export function isNegative(v: number): boolean {
  return v < 0 || Object.is(v, -0);
}

/** The special slices, bit by bit: D = 0, NaN and infinities (docs/numerics.md, "Special values"). */
export function judgeSpecial(x: FloatArray, y: FloatArray): Judgement {
  const wanted = specialResult(x);
  const [got, expected] = [wordsOf(y), wordsOf(wanted)];
  const perElement = got.length / y.length;
  let mismatches = 0;
  let first = -1;
  for (let k = 0; k < x.length; k++) {
    let same = true;
    for (let w = k * perElement; w < (k + 1) * perElement; w++) same &&= got[w] === expected[w];
    if (!same && mismatches++ === 0) first = k;
  }
  const problem = first < 0 ? '' : `expected ${wanted[first]}`;
  return { mismatches, first, problem, inIntegers: 0, worstUlp: 0 };
}

const canonicalNaN: Readonly<Record<DType, readonly number[]>> = {
  float32: [0x7fc00000],
  float64: [0, 0x7ff80000],
};

function specialResult(x: FloatArray): FloatArray {
  const result = x.slice();
  if (x.every(Number.isFinite)) return result;
  const hasNaN = x.some(Number.isNaN);
  const [words, nan] = [wordsOf(result), canonicalNaN[dtypeOf(x)]];
  for (let k = 0; k < x.length; k++) {
    if (hasNaN || !Number.isFinite(x[k])) words.set(nan, k * nan.length);
    else result[k] = isNegative(x[k]!) ? -0 : 0;
  }
  return result;
}

/** The bits of an array as 32-bit words. */
export function wordsOf(array: FloatArray): Uint32Array {
  return new Uint32Array(array.buffer, array.byteOffset, array.byteLength / 4);
}
