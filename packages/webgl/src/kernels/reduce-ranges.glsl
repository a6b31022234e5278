// The norm of a long slice at p = ∞: the largest magnitude of its parts.
// Traffic: reads 16 bytes a part, writes 16 a slice.
// Limits: none.
vec4 texel(uint thread) {
  uint top = 0u;
  uint first = thread * size_parts();
  for (uint part = first; part < first + size_parts(); part++) {
    uvec4 range = whole(fetch_ranges(part));
    top = max(top, (range.x << 16u) | range.y);
  }
  return norm_of_sum(top);
}
