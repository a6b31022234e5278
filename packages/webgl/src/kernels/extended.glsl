// Numbers of 64 bits with a sign and a wide exponent: what a gradient is computed in between exact sums and its one rounding.
// Traffic: none.
// Limits: results are truncated, by less than 2^-61: products and quotients of themselves, sums of the larger operand.

// ±(high·2^32 + low)·2^exponent. Bit 31 of high is set; of zero both are 0, and the exponent is below every other.
struct Extended {
  uint sign;
  int exponent;
  uint high;
  uint low;
};

const int EXPONENT_OF_ZERO = -0x100000;

Extended extended_from(uint sign, int exponent, uint high, uint low) {
  Scaled a = normalized(high, low, exponent);
  return Extended(sign, a.high == 0u ? EXPONENT_OF_ZERO : a.exponent, a.high, a.low);
}

Extended extended_of_scaled(Scaled a) {
  return extended_from(0u, a.exponent, a.high, a.low);
}

Extended extended_of_integer(uint n) {
  return extended_from(0u, 0, 0u, n);
}

Extended extended_halved(Extended a) {
  return Extended(a.sign, a.exponent - 1, a.high, a.low);
}

Extended extended_product(Extended a, Extended b) {
  uvec2 left = wide_product(a.high, b.low);
  uvec2 right = wide_product(a.low, b.high);
  uvec2 middle = wide_sum(left, uvec2(0u, right.y));
  uvec2 upper = wide_sum(wide_product(a.high, b.high), uvec2(0u, middle.x));
  uvec2 all = wide_sum(upper, uvec2(0u, right.x));
  // The product of two numbers from 2^63 on has 127 bits or 128.
  bool is_short = all.x < 0x80000000u;
  uvec2 kept = is_short ? uvec2((all.x << 1u) | (all.y >> 31u), all.y << 1u) : all;
  int exponent = a.exponent + b.exponent + (is_short ? 63 : 64);
  return Extended(a.sign ^ b.sign, all.x == 0u ? EXPONENT_OF_ZERO : exponent, kept.x, kept.y);
}

// A finite float32 times a. What is rare, here and below, stands in a loop, since some devices run both sides of an `if`.
Extended extended_multiple(uint bits, Extended a) {
  uint u = bits & 0x7fffffffu;
  int field = int(exponent_field(u));
  uint m = significand(u) << 8u;
  for (bool is_small = u < 0x800000u; is_small; is_small = false) {
    uint zeros = countLeadingZeros(m) & 31u;
    m <<= zeros;
    field -= int(zeros);
  }
  uvec2 all = wide_sum(wide_product(a.high, m), uvec2(0u, wide_product(a.low, m).x));
  bool is_short = all.x < 0x80000000u;
  uvec2 kept = is_short ? uvec2((all.x << 1u) | (all.y >> 31u), all.y << 1u) : all;
  int exponent = a.exponent + field - (is_short ? 127 : 126);
  return Extended(a.sign ^ (bits & 0x80000000u), all.x == 0u ? EXPONENT_OF_ZERO : exponent, kept.x, kept.y);
}

// Bit by bit. b is not 0.
Extended extended_quotient(Extended a, Extended b) {
  uvec2 negative = wide_negative(uvec2(b.high, b.low));
  uvec2 rest = uvec2(a.high, a.low);
  bool above = false;
  uvec2 result = uvec2(0u);
  for (int i = 0; i < 64; i++) {
    result = uvec2((result.x << 1u) | (result.y >> 31u), result.y << 1u);
    if (above || rest.x > b.high || (rest.x == b.high && rest.y >= b.low)) {
      rest = wide_sum(rest, negative);
      result.y |= 1u;
    }
    above = rest.x > 0x7fffffffu;
    rest = uvec2((rest.x << 1u) | (rest.y >> 31u), rest.y << 1u);
  }
  return extended_from(a.sign ^ b.sign, a.exponent - b.exponent - 63, result.x, result.y);
}

Extended extended_sum(Extended a, Extended b) {
  bool is_first = a.exponent > b.exponent
    || (a.exponent == b.exponent && (a.high > b.high || (a.high == b.high && a.low >= b.low)));
  Extended large = b;
  Extended small = a;
  if (is_first) {
    large = a;
    small = b;
  }
  // One bit less, so that a sum has room.
  uvec2 left = shift_right(uvec2(large.high, large.low), 1u);
  uvec2 right = shift_right(uvec2(small.high, small.low), uint(large.exponent - small.exponent) + 1u);
  uvec2 sum = wide_sum(left, large.sign == small.sign ? right : wide_negative(right));
  return extended_from(large.sign, large.exponent + 1, sum.x, sum.y);
}

Extended extended_difference(Extended a, Extended b) {
  return extended_sum(a, Extended(b.sign ^ 0x80000000u, b.exponent, b.high, b.low));
}
