import { dtypeOf, type FloatArray } from '@unitsphere/core';
import { canonicalNaN, withBits, wordsOf } from './bits.ts';
import { isNegative, type Judgement } from './judge.ts';
import type { Measure } from './measure.ts';

/** The special slices, bit by bit: D = 0, NaN and infinities (docs/numerics.md, "Special values"). */
export function judgeSpecial(x: FloatArray, y: FloatArray, measure: Measure): Judgement {
  const wanted = specialResult(x);
  const [got, expected] = [wordsOf(y), wordsOf(wanted)];
  const words = wanted.BYTES_PER_ELEMENT / 4;
  let mismatches = 0;
  let first = -1;
  for (let k = 0; k < x.length; k++) {
    let same = true;
    for (let w = k * words; w < (k + 1) * words; w++) same &&= got[w] === expected[w];
    measure.add(same ? 0 : Infinity, same);
    if (!same && mismatches++ === 0) first = k;
  }
  const problem = first < 0 ? '' : `expected ${withBits(wanted[first]!, dtypeOf(x))}`;
  return { mismatches, first, problem };
}

function specialResult(x: FloatArray): FloatArray {
  const result = x.slice();
  if (x.every(Number.isFinite)) return result;
  const hasNaN = x.some(Number.isNaN);
  const [words, nan] = [wordsOf(result), canonicalNaN(x)];
  for (let k = 0; k < x.length; k++) {
    if (hasNaN || !Number.isFinite(x[k])) words.set(nan, k * nan.length);
    else result[k] = isNegative(x[k]!) ? -0 : 0;
  }
  return result;
}
