import { dtypeOf, type FloatArray, type RuleOptions, resolveRule } from '@unitsphere/core';
import { exactDenominator, exactNorm, ulpError } from '@unitsphere/core/reference';

/**
 * The largest error of a finite slice's `result`, in units in the last place of the exact quotient. Infinity where a
 * sign is lost, or where D = 0 and the slice does not come back as it is.
 */
export function worstUlp(slice: FloatArray, result: FloatArray, options: RuleOptions): number {
  const dtype = dtypeOf(slice);
  const { p, denominator } = resolveRule(options, dtype);
  const d = exactDenominator(exactNorm(slice, p), denominator);
  return [...slice].reduce((worst, x, i) => {
    const y = result[i]!;
    if (Object.is(y * 0, -0) !== Object.is(x * 0, -0)) return Infinity;
    if (d.floor === 0n) return Object.is(x, y) ? worst : Infinity;
    return Math.max(worst, ulpError(y, x, d, dtype));
  }, 0);
}
