// A float32 as integers: magnitude bits u stand for significand(u) · 2^(exponent_field(u) - 150), subnormals too.
// Traffic: none.
// Limits: u < 0x7f800000 means a finite value; others give some integers in the same range.
uint exponent_field(uint u) {
  return max(u >> 23u, 1u);
}

uint significand(uint u) {
  return (u & 0x7fffffu) | min(u & 0x7f800000u, 0x800000u);
}
