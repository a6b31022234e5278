import { inverseOf, unsure } from './denominator';
import { bound, hasTiny, leastNormal } from './scale';
import { highsAt, inversesAt, lowsAt } from './workspace';

/**
 * Columns of float32 side by side: each step takes a part of their length, so that a slice can be of any length.
 * Loads are contiguous; sums of eight rows stay in registers and are added without loss to the columns' sums.
 * `columns` is a multiple of 4 up to `maxColumns` (what stands beyond the columns is never used); `stride` in bytes.
 */
// @ts-expect-error: decorator
@inline
function term(x: usize, p: i32): v128 {
  const v = f64x2.promote_low_f32x4(v128.load64_zero(x));
  return p == 2 ? f64x2.mul(v, v) : f64x2.abs(v);
}

/** Adds the term of up to eight rows for the two columns at `x` to their sums at `high` and `low`. */
// @ts-expect-error: decorator
@inline
function addRows(x: usize, rows: i32, stride: usize, p: i32, high: usize, low: usize): void {
  let part = term(x, p);
  if (p == 0) {
    for (let k = 1; k < rows; k++) part = f64x2.max(part, term((x += stride), p));
    v128.store(high, f64x2.max(v128.load(high), part));
    return;
  }
  for (let k = 1; k < rows; k++) part = f64x2.add(part, term((x += stride), p));
  const before = v128.load(high);
  const sum = f64x2.add(before, part);
  const back = f64x2.sub(sum, before);
  const lost = f64x2.add(f64x2.sub(before, f64x2.sub(sum, back)), f64x2.sub(part, back));
  v128.store(high, sum);
  v128.store(low, f64x2.add(v128.load(low), lost));
}

// @ts-expect-error: decorator
@inline
function measureAll(x: usize, rows: i32, columns: i32, stride: usize, p: i32, base: usize): void {
  for (; rows > 0; rows -= 8) {
    const part = min(rows, 8);
    for (let c: usize = 0; c < (columns as usize); c += 2) {
      addRows(x + (c << 2), part, stride, p, base + highsAt + (c << 3), base + lowsAt + (c << 3));
    }
    x += stride << 3;
  }
}

/** Adds `rows` rows of the columns to the sums in the workspace, which `clearColumns` set to zero. */
export function measureColumns(x: usize, rows: i32, columns: i32, stride: usize, p: i32, base: usize): void {
  if (p == 2) measureAll(x, rows, columns, stride, 2, base);
  else if (p == 1) measureAll(x, rows, columns, stride, 1, base);
  else measureAll(x, rows, columns, stride, 0, base);
}

export function clearColumns(columns: i32, base: usize): void {
  memory.fill(base + highsAt, 0, columns << 3);
  memory.fill(base + lowsAt, 0, columns << 3);
}

/** 1/D of each column from its sum. Returns whether all are certain. */
export function invertColumns(
  columns: i32, p: i32, form: i32, squared: bool, epsilon: f64, base: usize,
): bool {
  for (let c: usize = 0; c < (columns as usize); c++) {
    const at = base + (c << 3);
    const measured = load<f64>(at, highsAt) + load<f64>(at, lowsAt);
    const inverse = inverseOf(measured, p, form, squared, epsilon, base);
    if (inverse == unsure) return false;
    store<f64>(at, inverse, inversesAt);
  }
  return true;
}

/** y = x/D for `rows` rows of the columns. Returns whether all are certain, as `scale` does. */
export function scaleColumns(
  x: usize, y: usize, rows: i32, columns: i32, strideX: usize, strideY: usize, p: i32, base: usize,
): bool {
  const magnitude = i32x4.splat(0x7fffffff);
  let least = i32x4.splat(0);
  for (let k = 0; k < rows; k++) {
    let smallest = magnitude;
    let inverse = base + inversesAt;
    for (let c: usize = 0; c < ((columns as usize) << 2); c += 16) {
      const a = f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(x + c)), v128.load(inverse));
      const b = f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(x + c, 8)), v128.load(inverse, 16));
      const q = v128.shuffle<i32>(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 1, 4, 5);
      least = i32x4.min_s(least, i32x4.shl(v128.shuffle<i32>(a, b, 0, 2, 4, 6), 3));
      smallest = i32x4.min_u(smallest, v128.and(q, magnitude));
      v128.store(y + c, q);
      inverse += 32;
    }
    if (v128.any_true(i32x4.lt_u(smallest, i32x4.splat(leastNormal + 1))) && hasTiny(y, columns)) return false;
    x += strideX;
    y += strideY;
  }
  return !v128.any_true(i32x4.lt_s(least, bound(p)));
}
