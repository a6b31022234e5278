import { reciprocalAt, slopeAt } from './slice-state';
import { highAt } from './workspace';

// @ts-expect-error: decorator
@inline
function difference(v: v128, upstream: v128, p: i32, slope: v128, least: v128, inverse: v128): v128 {
  let part: v128;
  if (p == 2) part = f64x2.mul(v, slope);
  else {
    const sign = v128.and(v, i64x2.splat(i64.MIN_VALUE));
    part = v128.and(v128.xor(slope, sign), f64x2.ge(f64x2.abs(v), least));
  }
  return f32x4.demote_f64x2_zero(f64x2.mul(f64x2.sub(upstream, part), inverse));
}

// @ts-expect-error: decorator
@inline
function scaleAll(x: usize, dy: usize, n: i32, p: i32, state: usize): void {
  const inverse = v128.load64_splat(state + reciprocalAt);
  const slope = v128.load64_splat(state + slopeAt);
  // For p = 1 every element but 0 counts, for p = ∞ the largest.
  const least = p == 1 ? f64x2.splat(1.401298464324817e-45) : v128.load64_splat(state + highAt);
  let end = x + ((n & ~3) << 2);
  while (x < end) {
    const a = difference(
      f64x2.promote_low_f32x4(v128.load64_zero(x)), f64x2.promote_low_f32x4(v128.load64_zero(dy)), p, slope, least, inverse,
    );
    const b = difference(
      f64x2.promote_low_f32x4(v128.load64_zero(x, 8)), f64x2.promote_low_f32x4(v128.load64_zero(dy, 8)), p, slope, least, inverse,
    );
    v128.store(dy, v128.shuffle<i32>(a, b, 0, 1, 4, 5));
    x += 16;
    dy += 16;
  }
  end = x + ((n & 3) << 2);
  while (x < end) {
    const a = difference(
      f64x2.promote_low_f32x4(v128.load32_zero(x)), f64x2.promote_low_f32x4(v128.load32_zero(dy)), p, slope, least, inverse,
    );
    v128.store32_lane(dy, a, 0);
    x += 4;
    dy += 4;
  }
}

/** Writes dx over a part of dy, from what `finishGradient` left. A zero slice with D = 0 gives 0. */
export function scaleGradient(x: usize, dy: usize, n: i32, p: i32, state: usize): void {
  if (load<f64>(state, reciprocalAt) == 0) memory.fill(dy, 0, (n as usize) << 2);
  else if (p == 2) scaleAll(x, dy, n, 2, state);
  else if (p == 1) scaleAll(x, dy, n, 1, state);
  else scaleAll(x, dy, n, 0, state);
}
