// The norm of a slice for the host: 64 leading bits of the sum, their exponent, and what they are. The root is taken there.
// Traffic: none.
// Limits: bits are cut; src/norm-texels.ts reads the texel, four whole numbers below 2^24, which are exact as float32.
const uint LINEAR_NORM = 0u;
const uint ROOT_NORM = 4u;
const uint CLAMPED_NORM = 8u;
const int NORM_BIAS = 4096;

uvec4 norm_of_slice(uint top) {
  recall(top);
  uint kind = kind_of(top);
  if (kind != DIVIDE) {
    return uvec4(0u, 0u, 0u, kind);
  }
  Scaled lead = leading(top);
  return uvec4(lead.high, lead.low, uint(lead.exponent), IS_ROOT ? ROOT_NORM : LINEAR_NORM);
}

// The bits from the top: 24, 24, 16; exponent and kind. `clamped` is that of a Slice.
uvec4 norm_texel(uvec4 norm, uint clamped) {
  return uvec4(
    norm.x >> 8u,
    ((norm.x & 0xffu) << 16u) | (norm.y >> 16u),
    norm.y & 0xffffu,
    (uint(int(norm.z) + NORM_BIAS) << 4u) | norm.w | (clamped * CLAMPED_NORM)
  );
}
