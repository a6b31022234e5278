// From the norm of a slice to 1/D, a thread each: R's low 24 bits, its high 16, the exponent, and kind + 4 · clamped.
// Traffic: reads and writes 16 bytes a slice, and the words of ε.
// Limits: exponents are beyond ±2^11 nowhere; where there is no 1/D, numbers that nobody reads.
const int SLICE_BIAS = 4096;

vec4 texel(uint thread) {
  uvec4 norm = whole(fetch_norms(thread));
  uint kind = norm.w & 3u;
  bool is_clamped = (norm.w & CLAMPED_NORM) != 0u;
  Scaled lead = Scaled((norm.x << 8u) | (norm.y >> 16u), (norm.y << 16u) | norm.z, int(norm.w >> 4u) - NORM_BIAS);
  if (kind != DIVIDE) {
    // There is something to divide by.
    lead = Scaled(0x80000000u, 0u, 0);
  }
  Reciprocal r = reciprocal_of(operand_of(lead));
  if (FORM == FLOOR && is_clamped) {
    r.high = epsilon_word(CLAMPED_RECIPROCAL);
    r.low = epsilon_word(CLAMPED_RECIPROCAL + 1u);
    r.exponent = int(epsilon_word(CLAMPED_RECIPROCAL + 2u));
  }
  if (FORM == KEEP && is_clamped) {
    kind = COPY;
  }
  return whole_of(uvec4(
    r.low & 0xffffffu,
    (r.high << 8u) | (r.low >> 24u),
    uint(r.exponent + 39 + SLICE_BIAS),
    kind | (uint(is_clamped) << 2u)
  ));
}
