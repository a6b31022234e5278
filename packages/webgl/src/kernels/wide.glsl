// Products and sums of more than 32 bits, and positive numbers of 64 bits with an exponent.
// Traffic: none.
// Limits: a Scaled is normalized, the top bit of `high` is set, or it is 0.
struct Scaled {
  uint high;
  uint low;
  int exponent;
};

// a · b as (high, low), from products of 16-bit halves.
uvec2 wide_product(uint a, uint b) {
  uint a0 = a & 0xffffu;
  uint a1 = a >> 16u;
  uint b0 = b & 0xffffu;
  uint b1 = b >> 16u;
  uint low = a0 * b0;
  uint middle = a1 * b0 + (low >> 16u);
  uint cross = a0 * b1 + (middle & 0xffffu);
  return uvec2(a1 * b1 + (middle >> 16u) + (cross >> 16u), (cross << 16u) | (low & 0xffffu));
}

uvec2 wide_sum(uvec2 a, uvec2 b) {
  uint low = a.y + b.y;
  return uvec2(a.x + b.x + uint(low < a.y), low);
}

uvec2 wide_negative(uvec2 a) {
  return uvec2(~a.x + uint(a.y == 0u), ~a.y + 1u);
}

// a >> bits, 0 for bits above 63.
uvec2 shift_right(uvec2 a, uint bits) {
  uint s = bits & 31u;
  uvec2 one = uvec2(a.x >> s, (a.y >> s) | ((a.x << 1u) << (31u - s)));
  return bits > 63u ? uvec2(0u) : bits > 31u ? uvec2(0u, one.x) : one;
}

Scaled normalized(uint high, uint low, int exponent) {
  bool is_low = high == 0u;
  uint top = is_low ? low : high;
  uint bottom = is_low ? 0u : low;
  uint s = countLeadingZeros(top) & 31u;
  int least = is_low ? exponent - 32 : exponent;
  return Scaled((top << s) | ((bottom >> 1u) >> (31u - s)), bottom << s, least - int(s));
}

// a + b with an error below 2^-62 of it, downwards.
Scaled scaled_sum(Scaled a, Scaled b) {
  if (a.high == 0u) {
    return b;
  }
  if (b.high == 0u) {
    return a;
  }
  int exponent = max(a.exponent, b.exponent) + 1;
  uvec2 rest_a = shift_right(uvec2(a.high, a.low), uint(exponent - a.exponent));
  uvec2 rest_b = shift_right(uvec2(b.high, b.low), uint(exponent - b.exponent));
  uvec2 sum = wide_sum(rest_a, rest_b);
  return normalized(sum.x, sum.y, exponent);
}
