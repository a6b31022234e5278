// The one rounding of a gradient's element.
// Traffic: none.
// Limits: none.

// The nearest float32, ties to even, subnormals included; ±∞ from 2^128 - 2^103 on.
uint float32_of(Extended a) {
  int field = a.exponent + 190;
  uvec2 part = uvec2(a.high, a.low);
  uint rest = a.low;
  for (bool is_small = field < 1; is_small; is_small = false) {
    // What is shifted beyond 31 is far below half of the least subnormal.
    uint extra = uint(min(1 - field, 31));
    part = shift_right(part, extra);
    rest = part.y | (a.low & ((1u << extra) - 1u));
  }
  uint kept = part.x >> 8u;
  uint fraction = part.x & 0xffu;
  bool up = fraction > 0x80u || (fraction == 0x80u && (rest != 0u || (kept & 1u) == 1u));
  uint bits = (uint(clamp(field, 1, 255) - 1) << 23u) + kept + uint(up);
  return a.sign | min(bits, 0x7f800000u);
}
