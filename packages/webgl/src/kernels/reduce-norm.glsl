// The texel of a norm, of the sum that the thread holds.
// Traffic: the words of ε.
// Limits: `clamped` is decided here, where all digits of the sum are.
vec4 norm_of_sum(uint top) {
  uvec4 norm = norm_of_slice(top);
  bool is_clamped = FORM > PLUS && top < 0x7f800000u && is_below_threshold(Scaled(norm.x, norm.y, int(norm.z)));
  return whole_of(norm_texel(norm, uint(is_clamped)));
}
