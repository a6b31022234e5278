// Numbers of 64 bits, and one flag, as the four whole numbers of a texel.
// Traffic: none.
// Limits: exponents of all but 0 are within ±2^13.
const int EXTENDED_BIAS = 8192;
const uint FLAG = 2u;

// The bits from the top: 24, 24, 16; exponent, flag (0 or FLAG) and sign.
uvec4 texel_of_extended(Extended a, uint flag) {
  uint exponent = a.high == 0u ? 0u : uint(a.exponent + EXTENDED_BIAS);
  return uvec4(
    a.high >> 8u,
    ((a.high & 0xffu) << 16u) | (a.low >> 16u),
    a.low & 0xffffu,
    (exponent << 2u) | flag | (a.sign >> 31u)
  );
}

Extended extended_of_texel(uvec4 numbers) {
  uint high = (numbers.x << 8u) | (numbers.y >> 16u);
  int exponent = int(numbers.w >> 2u) - EXTENDED_BIAS;
  return Extended(
    numbers.w << 31u,
    high == 0u ? EXPONENT_OF_ZERO : exponent,
    high,
    (numbers.y << 16u) | numbers.z
  );
}
