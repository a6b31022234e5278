import { isCertain } from './scale';
import { highAt, inverseAt, lowAt } from './workspace';

/**
 * `scale` of one slice and `measure` for p = 2 of the next at once, so that the next is fetched from memory while this
 * one is computed. Both have `n` values, a multiple of 64: blocks of 64 in 8 lanes, 10 roundings. Adds to the measure
 * in the workspace, and returns whether y is certain throughout. Reads x and `next` once, writes y once.
 */
export function scaleAndMeasure(x: usize, y: usize, next: usize, n: i32, base: usize): bool {
  const magnitude = i32x4.splat(0x7fffffff);
  const r = v128.load64_splat(base + inverseAt);
  let least = i32x4.splat(0);
  let smallest = magnitude;
  let high = load<f64>(base + highAt);
  let low = load<f64>(base + lowAt);
  const end = x + ((n as usize) << 2);
  while (x < end) {
    let s = f64x2.splat(0);
    let t = s;
    let u = s;
    let w = s;
    const stop = x + 256;
    while (x < stop) {
      let v = f64x2.promote_low_f32x4(v128.load64_zero(next));
      s = f64x2.add(s, f64x2.mul(v, v));
      let a = f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(x)), r);
      let b = f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(x, 8)), r);
      let q = v128.shuffle<i32>(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 1, 4, 5);
      least = i32x4.min_s(least, i32x4.shl(v128.shuffle<i32>(a, b, 0, 2, 4, 6), 3));
      smallest = i32x4.min_u(smallest, v128.and(q, magnitude));
      v128.store(y, q);
      v = f64x2.promote_low_f32x4(v128.load64_zero(next, 8));
      t = f64x2.add(t, f64x2.mul(v, v));
      a = f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(x, 16)), r);
      b = f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(x, 24)), r);
      v = f64x2.promote_low_f32x4(v128.load64_zero(next, 16));
      u = f64x2.add(u, f64x2.mul(v, v));
      q = v128.shuffle<i32>(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 1, 4, 5);
      least = i32x4.min_s(least, i32x4.shl(v128.shuffle<i32>(a, b, 0, 2, 4, 6), 3));
      smallest = i32x4.min_u(smallest, v128.and(q, magnitude));
      v128.store(y, q, 16);
      v = f64x2.promote_low_f32x4(v128.load64_zero(next, 24));
      w = f64x2.add(w, f64x2.mul(v, v));
      x += 32;
      y += 32;
      next += 32;
    }
    s = f64x2.add(f64x2.add(s, t), f64x2.add(u, w));
    const part = f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
    const sum = high + part;
    const back = sum - high;
    low += high - (sum - back) + (part - back);
    high = sum;
  }
  store<f64>(base + highAt, high);
  store<f64>(base + lowAt, low);
  return isCertain(least, smallest, y - ((n as usize) << 2), n, 2);
}
