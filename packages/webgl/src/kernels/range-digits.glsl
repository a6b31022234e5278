// Where the digits of a part's sum can be, by its range.
// Traffic: 16 bytes.
// Limits: a part has fewer than 2^31 elements.
uint top_of_range(uvec4 range) {
  return (range.x << 16u) | range.y;
}

// Below it there is no digit.
uint base_of_range(uvec4 range) {
  return (max(range.z, 1u) * POWER) >> 4u;
}

// None for zeros, NaN and ±∞.
uint texels_of_range(uvec4 range) {
  uint top = top_of_range(range);
  uint bits = (exponent_field(top) + 24u) * POWER + 32u - countLeadingZeros(size_partLength());
  uint digits = min(bits >> 4u, DIGITS - 1u) + 1u - base_of_range(range);
  return top == 0u || top > 0x7f7fffffu ? 0u : (digits + TEXEL_DIGITS - 1u) / TEXEL_DIGITS;
}
