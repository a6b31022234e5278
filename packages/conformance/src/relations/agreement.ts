import type { DType, FloatArray, Rounding } from '@unitsphere/core';
import { firstDifference, withBits } from '../bits.ts';
import { boundOf } from '../judge.ts';

export const formats = {
  float32: { precision: 24, minExponent: -149 },
  float64: { precision: 53, minExponent: -1074 },
} as const;

/**
 * What differs between two results of the same real numbers, in words. Bits where `exact` is claimed. Else both are
 * within n = maxUlp units of the same t, so |a − b| ≤ 2n·ulp(t), with |t| ≤ max(|a|, |b|)/(1 − n·2^(1−precision)).
 */
export function disagreement(
  a: FloatArray,
  b: FloatArray,
  { dtype, claim }: { readonly dtype: DType; readonly claim: Rounding },
): string | undefined {
  const at =
    claim === 'exact' ? firstDifference(a, b) : a.findIndex((_: number, i: number) => !close(a[i]!, b[i]!));
  return at < 0
    ? undefined
    : `[${at}] is ${withBits(a[at]!, dtype)} one way, ${withBits(b[at]!, dtype)} the other`;

  function close(v: number, w: number): boolean {
    const n = boundOf(claim);
    const t = Math.max(Math.abs(v), Math.abs(w)) / (1 - n * 2 ** (1 - formats[dtype].precision));
    return Math.abs(v - w) <= 2 * n * ulpOf(t, dtype);
  }
}

/** The distance between neighbouring values of the dtype at `value`, finite and not negative. */
function ulpOf(value: number, dtype: DType): number {
  const { precision, minExponent } = formats[dtype];
  const exponent = new DataView(Float64Array.of(value).buffer).getUint16(6, true) >> 4;
  return 2 ** Math.max(exponent - 1023 - (precision - 1), minExponent);
}
