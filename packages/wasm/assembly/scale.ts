import { roundingsOf } from './denominator';
import { inverseAt } from './workspace';

/** Bits of 2^-126. */
export const leastNormal: i32 = 0x00800000;

/**
 * y = the float32 nearest to x/D, from the upper end of the interval that holds 1/D, which stands in the workspace.
 * The product's low 29 bits tell how far above a rounding boundary it lies: where the whole interval lies on one
 * side, y is right. Returns whether that held throughout; subnormal results round elsewhere and are not certain.
 * Reads x once, writes y once.
 */
export function scale(x: usize, y: usize, n: i32, p: i32, base: usize): bool {
  const magnitude = i32x4.splat(0x7fffffff);
  // Read back from memory: a value known to be pure is computed anew in each turn of the loop by V8.
  const r = v128.load64_splat(base + inverseAt);
  let least = i32x4.splat(0);
  let smallest = magnitude;
  let end = x + ((n & ~7) << 2);
  while (x < end) {
    let a = f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(x)), r);
    let b = f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(x, 8)), r);
    let q = v128.shuffle<i32>(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 1, 4, 5);
    least = i32x4.min_s(least, i32x4.shl(v128.shuffle<i32>(a, b, 0, 2, 4, 6), 3));
    smallest = i32x4.min_u(smallest, v128.and(q, magnitude));
    v128.store(y, q);
    a = f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(x, 16)), r);
    b = f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(x, 24)), r);
    q = v128.shuffle<i32>(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 1, 4, 5);
    least = i32x4.min_s(least, i32x4.shl(v128.shuffle<i32>(a, b, 0, 2, 4, 6), 3));
    smallest = i32x4.min_u(smallest, v128.and(q, magnitude));
    v128.store(y, q, 16);
    x += 32;
    y += 32;
  }
  end = x + ((n & 7) << 2);
  while (x < end) {
    const a = f64x2.mul(f64x2.promote_low_f32x4(v128.load32_zero(x)), r);
    const q = f32x4.demote_f64x2_zero(a);
    const bits = <u32>i32x4.extract_lane(q, 0) & 0x7fffffff;
    least = i32x4.min_s(least, i32x4.shl(v128.shuffle<i32>(a, a, 0, 0, 0, 0), 3));
    smallest = i32x4.min_u(smallest, i32x4.splat(bits));
    v128.store32_lane(y, q, 0);
    x += 4;
    y += 4;
  }
  return isCertain(least, smallest, y - ((n as usize) << 2), n, p);
}

/** Whether `n` results at `y` are, by the least of their products' low bits and of their magnitudes. */
export function isCertain(least: v128, smallest: v128, y: usize, n: i32, p: i32): bool {
  if (v128.any_true(i32x4.lt_s(least, bound(p)))) return false;
  return !v128.any_true(i32x4.lt_u(smallest, i32x4.splat(leastNormal + 1))) || !hasTiny(y, n);
}

/**
 * Low bits of a product, shifted to the top of 32, are this or more where it is certain. The interval is twice the
 * roundings wide, each at most one unit of the product's last place; four more for the ends' own roundings.
 */
// @ts-expect-error: decorator
@inline
export function bound(p: i32): v128 {
  return i32x4.splat(i32.MIN_VALUE + ((2 * roundingsOf(p) + 4) << 3));
}

/**
 * Whether one of `n` float32 values is subnormal or the least normal one, to which what is below it may have been
 * rounded. Zeros bring a slice here, so it is looked at again.
 */
export function hasTiny(y: usize, n: i32): bool {
  const one = i32x4.splat(1);
  let least = i32x4.splat(-1);
  let end = y + ((n & ~3) << 2);
  while (y < end) {
    least = i32x4.min_u(least, i32x4.sub(i32x4.shl(v128.load(y), 1), one));
    y += 16;
  }
  end = y + ((n & 3) << 2);
  while (y < end) {
    least = i32x4.min_u(least, i32x4.sub(i32x4.shl(v128.load32_zero(y), 1), one));
    y += 4;
  }
  return v128.any_true(i32x4.lt_u(least, i32x4.splat(2 * leastNormal)));
}
