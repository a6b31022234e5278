// The digits of a part's sum, a thread for seven of them, which adds up all of the part: no sum is cut. Threads for digits that
// the part's range excludes end at once. Traffic: reads the part once for each seven digits within its range, mostly once, and
// writes 16 · DIGIT_TEXELS bytes. Limits: those of measure_part, 2^32 elements a part.
vec4 texel(uint thread) {
  uint part = thread % (size_sliceCount() * size_parts());
  uint turn = thread / (size_sliceCount() * size_parts());
  uvec4 range = whole(fetch_ranges(part));
  if (turn >= texels_of_range(range)) {
    return vec4(0.0);
  }
  measure_part(part_of(part));
  return texel_of_digits(base_of_range(range) + turn * TEXEL_DIGITS);
}
