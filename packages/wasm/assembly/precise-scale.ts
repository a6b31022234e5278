import { upperBits } from './double-double';
import { afterAt, beforeAt, reciprocalAt, restAt, topAt } from './slice-state';

/**
 * y = x/D in place for float64 values: 26 bits of the element by 26 bits of 1/D are exact, all other products are small, and
 * one addition rounds. A second rounding only where the result is subnormal. Reads x once, writes y once.
 */
export function preciseScale(x: usize, n: i32, state: usize): void {
  const before = v128.load64_splat(state + beforeAt);
  const after = v128.load64_splat(state + afterAt);
  const top = v128.load64_splat(state + topAt);
  const rest = v128.load64_splat(state + restAt);
  const reciprocal = v128.load64_splat(state + reciprocalAt);
  const end = x + ((n as usize) << 3);
  while (x < end) {
    const last = x + 8 == end;
    const v = last ? v128.load64_zero(x) : v128.load(x);
    const u = f64x2.mul(v, before);
    const upper = v128.and(u, i64x2.splat(upperBits));
    const small = f64x2.add(f64x2.mul(upper, rest), f64x2.mul(f64x2.sub(u, upper), reciprocal));
    const product = f64x2.mul(f64x2.add(f64x2.mul(upper, top), small), after);
    // A sum of zeros has lost its sign.
    const y = v128.or(product, v128.and(v, i64x2.splat(i64.MIN_VALUE)));
    if (last) v128.store64_lane(x, y, 0);
    else v128.store(x, y);
    x += 16;
  }
}
