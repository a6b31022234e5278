// Numbers of 64 bits with a sign and a wide exponent: what a gradient is computed in between exact sums and its one rounding.
// Traffic: none.
// Limits: results are truncated, by less than 2^-61: products and quotients of themselves, sums of the larger operand.

// ±(high·2^32 + low)·2^exponent. Bit 31 of high is set; of zero both are 0, and the exponent is below every other.
struct Extended { sign: u32, exponent: i32, high: u32, low: u32 }

const EXPONENT_OF_ZERO = -0x100000i;

fn extended_from(sign: u32, exponent: i32, high: u32, low: u32) -> Extended {
  let a = normalized(high, low, exponent);
  return Extended(sign, select(a.exponent, EXPONENT_OF_ZERO, a.high == 0u), a.high, a.low);
}

fn extended_of_scaled(a: Scaled) -> Extended {
  return extended_from(0u, a.exponent, a.high, a.low);
}

fn extended_of_integer(n: u32) -> Extended {
  return extended_from(0u, 0i, 0u, n);
}

fn extended_of_vector(words: vec4<u32>) -> Extended {
  return Extended(words.x, bitcast<i32>(words.y), words.z, words.w);
}

// A finite float32. What is rare, here and below, stands in a loop, since some devices run both sides of an `if`.
fn extended_of(bits: u32) -> Extended {
  let u = bits & 0x7fffffffu;
  let field = exponent_field(u);
  var result = Extended(bits & 0x80000000u, i32(field) - 190i, significand(u) << 8u, 0u);
  for (var is_small = u < 0x800000u; is_small; is_small = false) {
    result = extended_from(result.sign, result.exponent, result.high, 0u);
  }
  return result;
}

fn extended_product(a: Extended, b: Extended) -> Extended {
  let left = wide_product(a.high, b.low);
  let right = wide_product(a.low, b.high);
  let middle = wide_sum(left, vec2(0u, right.y));
  let upper = wide_sum(wide_product(a.high, b.high), vec2(0u, middle.x));
  let all = wide_sum(upper, vec2(0u, right.x));
  // The product of two numbers from 2^63 on has 127 bits or 128.
  let is_short = all.x < 0x80000000u;
  let longer = vec2((all.x << 1u) | (all.y >> 31u), all.y << 1u);
  let kept = select(all, longer, is_short);
  let exponent = a.exponent + b.exponent + select(64i, 63i, is_short);
  return Extended(a.sign ^ b.sign, select(exponent, EXPONENT_OF_ZERO, all.x == 0u), kept.x, kept.y);
}

// Bit by bit. b is not 0.
fn extended_quotient(a: Extended, b: Extended) -> Extended {
  let divisor = vec2(b.high, b.low);
  var rest = vec2(a.high, a.low);
  var above = false;
  var result = vec2(0u);
  for (var i = 0u; i < 64u; i++) {
    result = vec2((result.x << 1u) | (result.y >> 31u), result.y << 1u);
    if (above || rest.x > b.high || (rest.x == b.high && rest.y >= b.low)) {
      rest = wide_sum(rest, wide_negative(divisor));
      result.y |= 1u;
    }
    above = rest.x > 0x7fffffffu;
    rest = vec2((rest.x << 1u) | (rest.y >> 31u), rest.y << 1u);
  }
  return extended_from(a.sign ^ b.sign, a.exponent - b.exponent - 63i, result.x, result.y);
}

fn extended_negative(a: Extended) -> Extended {
  return Extended(a.sign ^ 0x80000000u, a.exponent, a.high, a.low);
}

fn extended_difference(a: Extended, b: Extended) -> Extended {
  return extended_sum(a, extended_negative(b));
}

fn extended_sum(a: Extended, b: Extended) -> Extended {
  let is_first = a.exponent > b.exponent
    || (a.exponent == b.exponent && (a.high > b.high || (a.high == b.high && a.low >= b.low)));
  var large = b;
  var small = a;
  if (is_first) {
    large = a;
    small = b;
  }
  // One bit less, so that a sum has room.
  let left = shift_right(vec2(large.high, large.low), 1u);
  let right = shift_right(vec2(small.high, small.low), u32(large.exponent - small.exponent) + 1u);
  let sum = wide_sum(left, select(wide_negative(right), right, large.sign == small.sign));
  return extended_from(large.sign, large.exponent + 1i, sum.x, sum.y);
}

// The nearest float32, ties to even, subnormals included; ±∞ from 2^128 - 2^103 on.
fn float32_of(a: Extended) -> u32 {
  let field = a.exponent + 190i;
  var part = vec2(a.high, a.low);
  var rest = a.low;
  for (var is_small = field < 1i; is_small; is_small = false) {
    // What is shifted beyond 31 is far below half of the least subnormal.
    let extra = u32(min(1i - field, 31i));
    part = shift_right(part, extra);
    rest = part.y | (a.low & ((1u << extra) - 1u));
  }
  let kept = part.x >> 8u;
  let half = part.x & 0xffu;
  let up = half > 0x80u || (half == 0x80u && (rest != 0u || (kept & 1u) == 1u));
  let bits = (u32(clamp(field, 1i, 255i) - 1i) << 23u) + kept + u32(up);
  return a.sign | min(bits, 0x7f800000u);
}
