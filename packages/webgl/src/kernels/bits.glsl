// What GLSL ES 3.00 has no function for.
// Traffic: none.
// Limits: none; 32 for 0.
uint countLeadingZeros(uint a) {
  uint zeros = a < 0x10000u ? 16u : 0u;
  zeros += (a << zeros) < 0x1000000u ? 8u : 0u;
  zeros += (a << zeros) < 0x10000000u ? 4u : 0u;
  zeros += (a << zeros) < 0x40000000u ? 2u : 0u;
  zeros += (a << zeros) < 0x80000000u ? 1u : 0u;
  return a == 0u ? 32u : zeros;
}
