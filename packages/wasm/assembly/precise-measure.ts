import { upperBits } from './double-double';
import { measure } from './measure';
import { factorOf, rangeAt } from './slice-state';
import { highAt, lowAt } from './workspace';

/**
 * Σx², Σ|x| or max|x| to 2^-69, as a sum of two float64 in a slice's state; each element read once. Two lanes sum by
 * two-sum, lost bits and the small parts of squares apart; blocks of 256, so that at most 128 roundings act on those.
 */
const block: i32 = 256;

// @ts-expect-error: decorator
@inline
function load2(x: usize, wide: bool, factor: v128): v128 {
  return wide ? f64x2.mul(v128.load(x), factor) : f64x2.promote_low_f32x4(v128.load64_zero(x));
}

// @ts-expect-error: decorator
@inline
function addBlock(x: usize, n: i32, p: i32, wide: bool, factor: v128, state: usize): void {
  const shift: usize = wide ? 3 : 2;
  const mask = i64x2.splat(upperBits);
  const end = x + ((n as usize) << shift);
  let v: v128;
  if (!(n & 1)) v = load2(x, wide, factor);
  else v = wide ? f64x2.mul(v128.load64_zero(x), factor) : f64x2.promote_low_f32x4(v128.load32_zero(x));
  x += ((2 - (n & 1)) as usize) << shift;
  let high = f64x2.splat(0);
  let low = high;
  while (true) {
    let term: v128;
    let small = f64x2.splat(0);
    if (p == 1) term = f64x2.abs(v);
    else if (wide) {
      const u = v128.and(v, mask);
      term = f64x2.mul(u, u);
      small = f64x2.mul(f64x2.sub(v, u), f64x2.add(u, v));
    } else term = f64x2.mul(v, v);
    const sum = f64x2.add(high, term);
    const back = f64x2.sub(sum, high);
    const lost = f64x2.add(f64x2.sub(high, f64x2.sub(sum, back)), f64x2.sub(term, back));
    low = f64x2.add(low, p == 2 && wide ? f64x2.add(lost, small) : lost);
    high = sum;
    if (x >= end) break;
    v = load2(x, wide, factor);
    x += (2 as usize) << shift;
  }
  join(high, low, state);
}

/** Adds both lanes to the state's sum without loss, and makes its low part small again. */
function join(high: v128, low: v128, state: usize): void {
  let rest = load<f64>(state, lowAt) + (f64x2.extract_lane(low, 0) + f64x2.extract_lane(low, 1));
  let sum = load<f64>(state, highAt);
  for (let lane = 0; lane < 2; lane++) {
    const term = lane ? f64x2.extract_lane(high, 1) : f64x2.extract_lane(high, 0);
    const next = sum + term;
    const back = next - sum;
    rest += sum - (next - back) + (term - back);
    sum = next;
  }
  const total = sum + rest;
  store<f64>(state, total, highAt);
  store<f64>(state, rest - (total - sum), lowAt);
}

/** NaN where there is one, which `pmax`, one instruction where `max` is many, would lose. */
function largest(x: usize, n: i32, factor: f64, state: usize): void {
  let a = f64x2.splat(0);
  let ordered = f64x2.eq(a, a);
  const end = x + ((n as usize) << 3);
  while (x < end) {
    const v = f64x2.abs(x + 8 == end ? v128.load64_zero(x) : v128.load(x));
    a = f64x2.pmax(a, v);
    ordered = v128.and(ordered, f64x2.eq(v, v));
    x += 16;
  }
  const most = max(f64x2.extract_lane(a, 0), f64x2.extract_lane(a, 1)) * factor;
  store<f64>(state, max(load<f64>(state, highAt), i64x2.all_true(ordered) ? most : NaN), highAt);
}

/** Adds `n` values at `x`, float64 where `wide`, to the measure in a slice's state. p = ∞ is 0. */
export function preciseMeasure(x: usize, n: i32, p: i32, wide: bool, state: usize): void {
  const single = factorOf(load<i32>(state, rangeAt));
  if (p == 0) {
    if (wide) largest(x, n, single, state);
    else measure(x, n, 0, state);
    return;
  }
  const factor = f64x2.splat(single);
  const bytes = block << (wide ? 3 : 2);
  for (; n > 0; n -= block) {
    const size = min(n, block);
    if (!wide) addBlock(x, size, p, false, factor, state);
    else if (p == 2) addBlock(x, size, 2, true, factor, state);
    else addBlock(x, size, 1, true, factor, state);
    x += bytes;
  }
}
