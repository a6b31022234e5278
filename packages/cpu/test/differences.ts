import type { FloatArray, NormOptions } from '@unitsphere/core';
import { normalizeExactly } from '@unitsphere/core/reference';
import { bitsOf } from '../../core/test/bits-of.ts';
import { normalize } from '../src/index.ts';

/** Where the bits of two arrays differ, one line an element. */
export function differences(actual: FloatArray, expected: FloatArray): string[] {
  const [got, wanted] = [bitsOf(actual), bitsOf(expected)];
  if (got.length !== wanted.length) return [`${wanted.length} values expected, got ${got.length}`];
  return wanted.flatMap((bits, i) =>
    got[i] === bits ? [] : [`[${i}] expected ${bits} (${expected[i]}), got ${got[i]} (${actual[i]})`],
  );
}

/** Where `normalize` departs from the reference, or touches its input. */
export function inexactness(values: FloatArray, options: NormOptions = {}): string[] {
  const before = values.slice();
  const result = normalize(values, options);
  return [
    ...differences(result, normalizeExactly(values, options)),
    ...differences(values, before).map((line) => `input changed: ${line}`),
  ];
}
