// Adds the digits of a slice's parts, a thread for seven of them, and one for the largest magnitude.
// Traffic: reads all that the parts have written, for each of a slice's threads; writes 16 · (DIGIT_TEXELS + 1) bytes a slice.
// Limits: carried digits are below 2^16, so that 2^16 parts fit.
vec4 texel(uint thread) {
  uint slice = thread % size_sliceCount();
  uint turn = thread / size_sliceCount();
  uint first = slice * size_parts();
  uint top = 0u;
  clear_sum();
  for (uint part = first; part < first + size_parts(); part++) {
    uvec4 range = whole(fetch_ranges(part));
    top = max(top, top_of_range(range));
    uint base = base_of_range(range);
    uint texels = turn < DIGIT_TEXELS ? texels_of_range(range) : 0u;
    for (uint t = 0u; t < texels; t++) {
      add_texel(base + t * TEXEL_DIGITS, fetch_sums(t * size_sliceCount() * size_parts() + part));
    }
  }
  all_digits();
  carry_sum();
  if (turn == DIGIT_TEXELS) {
    return whole_of(uvec4(top >> 16u, top & 0xffffu, 0u, 0u));
  }
  return texel_of_digits(turn * TEXEL_DIGITS);
}
