import { highAt, lowAt } from './workspace';

/**
 * Σx², Σ|x| or max|x| of float32 values in float64, each read once: 16 lanes, in blocks of 128 that are added
 * without loss (Knuth's two-sum). At most 16 roundings act on a term. Squares are exact and nothing overflows.
 */
const block: i32 = 128;

// @ts-expect-error: decorator
@inline
function term(v: v128, p: i32): v128 {
  return p == 2 ? f64x2.mul(v, v) : f64x2.abs(v);
}

// @ts-expect-error: decorator
@inline
function blockOf(x: usize, n: i32, p: i32): f64 {
  let a = f64x2.splat(0), b = a, c = a, d = a, e = a, f = a, g = a, h = a;
  let end = x + ((n & ~15) << 2);
  while (x < end) {
    a = f64x2.add(a, term(f64x2.promote_low_f32x4(v128.load64_zero(x)), p));
    b = f64x2.add(b, term(f64x2.promote_low_f32x4(v128.load64_zero(x, 8)), p));
    c = f64x2.add(c, term(f64x2.promote_low_f32x4(v128.load64_zero(x, 16)), p));
    d = f64x2.add(d, term(f64x2.promote_low_f32x4(v128.load64_zero(x, 24)), p));
    e = f64x2.add(e, term(f64x2.promote_low_f32x4(v128.load64_zero(x, 32)), p));
    f = f64x2.add(f, term(f64x2.promote_low_f32x4(v128.load64_zero(x, 40)), p));
    g = f64x2.add(g, term(f64x2.promote_low_f32x4(v128.load64_zero(x, 48)), p));
    h = f64x2.add(h, term(f64x2.promote_low_f32x4(v128.load64_zero(x, 56)), p));
    x += 64;
  }
  end = x + ((n & 12) << 2);
  while (x < end) {
    a = f64x2.add(a, term(f64x2.promote_low_f32x4(v128.load64_zero(x)), p));
    b = f64x2.add(b, term(f64x2.promote_low_f32x4(v128.load64_zero(x, 8)), p));
    x += 16;
  }
  end = x + ((n & 3) << 2);
  while (x < end) {
    c = f64x2.add(c, term(f64x2.promote_low_f32x4(v128.load32_zero(x)), p));
    x += 4;
  }
  a = f64x2.add(f64x2.add(f64x2.add(a, b), f64x2.add(c, d)), f64x2.add(f64x2.add(e, f), f64x2.add(g, h)));
  return f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
}

/** max|x| from the bits, whose order is that of the magnitudes with NaN above ∞. */
function largest(x: usize, n: i32): f64 {
  const magnitude = i32x4.splat(0x7fffffff);
  let a = i32x4.splat(0);
  let end = x + ((n & ~3) << 2);
  while (x < end) {
    a = i32x4.max_u(a, v128.and(v128.load(x), magnitude));
    x += 16;
  }
  end = x + ((n & 3) << 2);
  while (x < end) {
    a = i32x4.max_u(a, v128.and(v128.load32_zero(x), magnitude));
    x += 4;
  }
  a = i32x4.max_u(a, v128.shuffle<i32>(a, a, 2, 3, 0, 1));
  a = i32x4.max_u(a, v128.shuffle<i32>(a, a, 1, 0, 3, 2));
  return f32x4.extract_lane(a, 0);
}

/** A block as a function of its own: the sum is then opaque to the compiler, which would move it into later loops. */
function squares(x: usize, n: i32): f64 { return blockOf(x, n, 2); }
function magnitudes(x: usize, n: i32): f64 { return blockOf(x, n, 1); }

/** Adds `n` values at `x` to the measure that stands in the workspace at `base`, high and low part. */
export function measure(x: usize, n: i32, p: i32, base: usize): void {
  let high = load<f64>(base + highAt);
  if (p == 0) {
    store<f64>(base + highAt, max(high, largest(x, n)));
    return;
  }
  let low = load<f64>(base + lowAt);
  while (n > 0) {
    const size = min(n, block);
    const part = p == 2 ? squares(x, size) : magnitudes(x, size);
    const sum = high + part;
    const back = sum - high;
    low += high - (sum - back) + (part - back);
    high = sum;
    x += block << 2;
    n -= block;
  }
  store<f64>(base + highAt, high);
  store<f64>(base + lowAt, low);
}
