// Products and sums of more than 32 bits, and positive numbers of 64 bits with an exponent.
// Traffic: none.
// Limits: a Scaled is normalized, the top bit of `high` is set, or it is 0.
struct Scaled {
  high: u32,
  low: u32,
  exponent: i32,
}

// a · b as (high, low), from products of 16-bit halves.
fn wide_product(a: u32, b: u32) -> vec2<u32> {
  let a0 = a & 0xffffu;
  let a1 = a >> 16u;
  let b0 = b & 0xffffu;
  let b1 = b >> 16u;
  let low = a0 * b0;
  let middle = a1 * b0 + (low >> 16u);
  let cross = a0 * b1 + (middle & 0xffffu);
  return vec2<u32>(a1 * b1 + (middle >> 16u) + (cross >> 16u), (cross << 16u) | (low & 0xffffu));
}

fn wide_sum(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> {
  let low = a.y + b.y;
  return vec2<u32>(a.x + b.x + u32(low < a.y), low);
}

fn wide_negative(a: vec2<u32>) -> vec2<u32> {
  return vec2<u32>(~a.x + u32(a.y == 0u), ~a.y + 1u);
}

// a >> bits, 0 for bits above 63.
fn shift_right(a: vec2<u32>, bits: u32) -> vec2<u32> {
  let s = bits & 31u;
  let one = vec2<u32>(a.x >> s, (a.y >> s) | ((a.x << 1u) << (31u - s)));
  return select(select(one, vec2<u32>(0u, one.x), bits > 31u), vec2<u32>(), bits > 63u);
}

fn normalized(high: u32, low: u32, exponent: i32) -> Scaled {
  let is_low = high == 0u;
  let top = select(high, low, is_low);
  let bottom = select(low, 0u, is_low);
  let s = countLeadingZeros(top) & 31u;
  let least = select(exponent, exponent - 32, is_low);
  return Scaled((top << s) | ((bottom >> 1u) >> (31u - s)), bottom << s, least - i32(s));
}

// a + b with an error below 2^-62 of it, downwards.
fn scaled_sum(a: Scaled, b: Scaled) -> Scaled {
  if (a.high == 0u) {
    return b;
  }
  if (b.high == 0u) {
    return a;
  }
  let exponent = max(a.exponent, b.exponent) + 1;
  let rest_a = shift_right(vec2<u32>(a.high, a.low), u32(exponent - a.exponent));
  let rest_b = shift_right(vec2<u32>(b.high, b.low), u32(exponent - b.exponent));
  let sum = wide_sum(rest_a, rest_b);
  return normalized(sum.x, sum.y, exponent);
}
