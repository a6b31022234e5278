import { form_keep, form_plus, inverseOf, unsure as noInverse } from './denominator';
import { measure } from './measure';
import { dotAt, dotLowAt, phaseAt, ready, reciprocalAt, slopeAt, tiesAt, unsure } from './slice-state';
import { clampedAt, highAt, lowAt } from './workspace';

/**
 * dx = (dy − g·Σ(dy·y)) / D of float32 slices in float64, whose products are exact and neither over- nor underflow.
 * Blocks are joined without loss. Reads x and dy twice, writes dx once.
 */
const block: i32 = 32;

// @ts-expect-error: decorator
@inline
function product(x: v128, dy: v128): v128 {
  return f64x2.mul(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(dy));
}

/** Σ dy·x of up to a block: at most 6 roundings act on a term, 7 more where a tail follows. */
function products(x: usize, dy: usize, n: i32): f64 {
  let a = f64x2.splat(0), b = a, c = a, d = a;
  let end = x + ((n & ~7) << 2);
  while (x < end) {
    a = f64x2.add(a, product(v128.load64_zero(x), v128.load64_zero(dy)));
    b = f64x2.add(b, product(v128.load64_zero(x, 8), v128.load64_zero(dy, 8)));
    c = f64x2.add(c, product(v128.load64_zero(x, 16), v128.load64_zero(dy, 16)));
    d = f64x2.add(d, product(v128.load64_zero(x, 24), v128.load64_zero(dy, 24)));
    x += 32;
    dy += 32;
  }
  a = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
  let sum = f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
  for (end = x + ((n & 7) << 2); x < end; x += 4, dy += 4) sum += (load<f32>(x) as f64) * (load<f32>(dy) as f64);
  return sum;
}

/** How many of `n` values have the magnitude `most`. */
function countOf(x: usize, n: i32, most: f64): f64 {
  const sought = f32x4.splat(most as f32);
  let counts = i32x4.splat(0);
  let end = x + ((n & ~3) << 2);
  for (; x < end; x += 16) counts = i32x4.sub(counts, f32x4.eq(f32x4.abs(v128.load(x)), sought));
  let count = i32x4.extract_lane(counts, 0) + i32x4.extract_lane(counts, 1) + i32x4.extract_lane(counts, 2) +
    i32x4.extract_lane(counts, 3);
  for (end = x + ((n & 3) << 2); x < end; x += 4) count += i32(Mathf.abs(load<f32>(x)) == (most as f32));
  return count;
}

/** Adds a part to what the slice's state has of N and Σ dy·x, and of ties for p = ∞ (which is 0). */
export function measureGradient(x: usize, dy: usize, n: i32, p: i32, state: usize): void {
  const before = load<f64>(state, highAt);
  measure(x, n, p, state);
  if (p == 0) {
    const most = load<f64>(state, highAt);
    const count = countOf(x, n, most);
    store<f64>(state, most == before ? load<f64>(state, tiesAt) + count : count, tiesAt);
  }
  let high = load<f64>(state, dotAt);
  let low = load<f64>(state, dotLowAt);
  for (; n > 0; n -= block) {
    const part = products(x, dy, min(n, block));
    const sum = high + part;
    const back = sum - high;
    low += high - (sum - back) + (part - back);
    high = sum;
    x += block << 2;
    dy += block << 2;
  }
  store<f64>(state, high, dotAt);
  store<f64>(state, low, dotLowAt);
}

/** 1/D and the factor of ∂N/∂x from the sums in the state, and whether they are `ready` or `unsure`. */
export function finishGradient(p: i32, form: i32, squared: bool, epsilon: f64, state: usize): void {
  const measured = load<f64>(state, highAt) + load<f64>(state, lowAt);
  const dot = load<f64>(state, dotAt) + load<f64>(state, dotLowAt);
  // Any NaN or ∞ in dy shows in the sum, since 0·∞ is NaN. The state is the workspace that counts clamped slices.
  const sure = inverseOf(measured, p, form, squared, epsilon, state) != noInverse && Math.abs(dot) < Infinity;
  const clamped = load<u32>(state, clampedAt) != 0;
  const norm = p == 2 ? Math.sqrt(measured) : measured;
  let d = norm;
  if (clamped) d = form == form_keep ? 1 : squared ? Math.sqrt(epsilon) : epsilon;
  else if (form == form_plus) d = squared ? Math.sqrt(measured + epsilon) : norm + epsilon;
  const inverse = d == 0 ? 0 : 1 / d;
  let slope: f64 = 0;
  if (!clamped && measured != 0) {
    slope = dot / d;
    if (p == 2) slope /= squared ? d : norm;
    else if (p == 0) slope /= load<f64>(state, tiesAt);
  }
  store<f64>(state, inverse, reciprocalAt);
  store<f64>(state, slope, slopeAt);
  store<i32>(state, sure && inverse < Infinity ? ready : unsure, phaseAt);
}
