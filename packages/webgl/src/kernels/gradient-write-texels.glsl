// dx of the elements of a texel that are of one slice; in a gap, what was there.
// Traffic: reads 16 bytes of x and dy and the slice's, writes 16.
// Limits: inner is 1; length and stride are multiples of four.
vec4 texel(uint thread) {
  uint first = thread << 2u;
  uint slice = first / size_stride();
  bool is_gap = first - slice * size_stride() >= size_length() || slice >= size_sliceCount();
  Factors factors = factors_of(min(slice, size_sliceCount() - 1u));
  uvec4 x = fetch_source(thread);
  uvec4 dy = fetch_upstream(thread);
  uvec4 results = uvec4(
    gradient_of(x.x, dy.x, factors),
    gradient_of(x.y, dy.y, factors),
    gradient_of(x.z, dy.z, factors),
    gradient_of(x.w, dy.w, factors)
  );
  return bits_of(is_gap ? fetch_below(thread) : results);
}
