import { allocate, dtypeOf, type FloatArray, type RuleOptions } from '@unitsphere/core';
import { gradientExactly } from '@unitsphere/core/reference';

/**
 * The reference's gradient of one slice. Zeros of x add nothing to N, nor to Σ dy·y, so that what is computed for one
 * of them is the result of every other with the same dy: long slices of zeros cost little.
 */
export function exactGradient(
  slice: FloatArray,
  upstream: FloatArray,
  setting: RuleOptions,
): (k: number) => number {
  const kept: number[] = [];
  const places = new Map<number, number>();
  const from = new Uint32Array(slice.length);
  for (let k = 0; k < slice.length; k++) {
    const known = slice[k] === 0 ? places.get(upstream[k]!) : undefined;
    if (known === undefined && slice[k] === 0) places.set(upstream[k]!, kept.length);
    from[k] = known ?? kept.push(k) - 1;
  }
  const pick = (array: FloatArray): FloatArray => {
    const picked = allocate(dtypeOf(array), kept.length);
    for (const [to, k] of kept.entries()) picked[to] = array[k]!;
    return picked;
  };
  const exact = gradientExactly(pick(slice), pick(upstream), setting);
  return (k) => exact[from[k]!]!;
}
