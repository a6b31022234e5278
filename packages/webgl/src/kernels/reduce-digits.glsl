// The norm of a long slice, whose digits are merged.
// Traffic: reads 16 · (DIGIT_TEXELS + 1) bytes a slice, writes 16.
// Limits: none.
vec4 texel(uint thread) {
  load_digits(thread);
  uvec4 top = whole(fetch_digits(DIGIT_TEXELS * size_sliceCount() + thread));
  return norm_of_sum((top.x << 16u) | top.y);
}
