// What a gradient needs of a slice's norm: the sum's leading bits and, for p = ∞, the largest magnitude.
// Traffic: none.
// Limits: the texel is that of slice-norm.glsl.
Scaled leading_of_norm(uvec4 norm) {
  return Scaled((norm.x << 8u) | (norm.y >> 16u), (norm.y << 16u) | norm.z, int(norm.w >> 4u) - 4096);
}

// The bits of a float32, of its 24 leading bits in units of 2^-150; of what is not finite or 0, some bits.
uint magnitude_of_norm(uvec4 norm) {
  int field = int(norm.w >> 4u) - 4096 + 190;
  uint lost = uint(clamp(1 - field, 0, 31));
  return (uint(clamp(field, 1, 255) - 1) << 23u) + (norm.x >> lost);
}
