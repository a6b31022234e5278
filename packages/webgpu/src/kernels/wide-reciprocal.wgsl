// 1/w and 1/√w to 40 bits by Newton's iteration on integers: 16 bits, 32, 40. The number of steps is fixed; docs/numerics.md,
// "On a GPU", bounds the error. Traffic: none.
// Limits: w is not 0. With R units the result, the true one lies between R - 2^-12 and R + 1 + 2^-12.

// (high · 2^32 + low) · 2^exponent, from 2^39 - 1 to 2^40 - 1 times 2^exponent.
struct Reciprocal {
  high: u32,
  low: u32,
  exponent: i32,
}

// y · residual / 2^63, residual signed: the correction of y in 2^31 … 2^32, saturated.
fn corrected(y: u32, residual: vec2<u32>) -> u32 {
  let is_negative = residual.x >= 0x80000000u;
  let size = select(residual, wide_negative(residual), is_negative);
  let step = wide_product(y, (size.x << 1u) | (size.y >> 31u)).x;
  let grown = y + step;
  return select(select(grown, 0xffffffffu, grown < y), y - step, is_negative);
}

// y · 2^8 + y · residual / 2^55 for |residual| < 2^42, less than 2^40, rounded down.
fn lengthened(y: u32, residual: vec2<u32>) -> vec2<u32> {
  let is_negative = residual.x >= 0x80000000u;
  let size = select(residual, wide_negative(residual), is_negative);
  let step = wide_product(y, (size.x << 22u) | (size.y >> 10u)).x >> 13u;
  let start = vec2<u32>(y >> 24u, y << 8u);
  let change = select(vec2<u32>(0u, step), wide_negative(vec2<u32>(0u, step + 1u)), is_negative);
  let sum = wide_sum(start, change);
  return select(sum, vec2<u32>(0xffu, 0xffffffffu), sum.x > 0xffu);
}

// (1 - v·y²) · 2^62 for v = (high, low) / 2^64, y / 2^31; within 3.
fn residual_of_root(v: Scaled, y: u32) -> vec2<u32> {
  let square = wide_product(y, y);
  var product = wide_product(v.high, square.x);
  product = wide_sum(product, vec2<u32>(0u, wide_product(v.high, square.y).x));
  product = wide_sum(product, vec2<u32>(0u, wide_product(v.low, square.x).x));
  return wide_sum(vec2<u32>(0x40000000u, 0u), wide_negative(product));
}

// (1 - w·y) · 2^63 for w = (high, low) / 2^64, y / 2^31; within 1.
fn residual_of_reciprocal(w: Scaled, y: u32) -> vec2<u32> {
  var product = wide_product(w.high, y);
  product = wide_sum(product, vec2<u32>(0u, wide_product(w.low, y).x));
  return wide_sum(vec2<u32>(0x80000000u, 0u), wide_negative(product));
}

fn reciprocal(w: Scaled) -> Reciprocal {
  let seed = 0xffffffffu / (w.high >> 16u);
  var y = min(seed, 0x1ffffu) << 15u;
  y = corrected(y, residual_of_reciprocal(w, y));
  let r = lengthened(y, residual_of_reciprocal(w, y));
  return Reciprocal(r.x, r.y, -w.exponent - 103);
}

// The exponent is made even first.
fn reciprocal_root(w: Scaled) -> Reciprocal {
  let odd = u32(w.exponent & 1);
  let shifted = shift_right(vec2<u32>(w.high, w.low), odd);
  let v = Scaled(shifted.x, shifted.y, w.exponent + i32(odd));
  let top = v.high >> 16u;
  // 2.2 - 1.25·v, within 12 % of 1/√v.
  var rough = 72089u - ((top * 5u) >> 3u);
  for (var i = 0; i < 3; i++) {
    let residual = 0x4000 - i32((top * ((rough * rough) >> 16u)) >> 16u);
    rough = min(u32(i32(rough) + ((i32(rough) * residual) >> 15u)), 0xffffu);
  }
  var y = rough << 16u;
  y = corrected(y, residual_of_root(v, y));
  let r = lengthened(y, residual_of_root(v, y));
  return Reciprocal(r.x, r.y, -(v.exponent >> 1u) - 71);
}
