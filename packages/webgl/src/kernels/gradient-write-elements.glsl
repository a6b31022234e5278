// dx of the elements of a texel, each of a slice of its own; in gaps, what was there.
// Traffic: reads 16 bytes of x and dy and each one's slice's, writes 16.
// Limits: none.
vec4 texel(uint thread) {
  uint inner = size_inner();
  uint stride = size_stride();
  uint first = thread << 2u;
  uint block = first / stride;
  uint k = first - block * stride;
  uint column = k % inner;
  uvec4 x = fetch_source(thread);
  uvec4 dy = fetch_upstream(thread);
  uvec4 results;
  uvec4 is_gap;
  for (uint n = 0u; n < 4u; n++) {
    uint slice = block * inner + column;
    is_gap[n] = uint(k >= size_length() * inner || slice >= size_sliceCount());
    results[n] = gradient_of(x[n], dy[n], factors_of(min(slice, size_sliceCount() - 1u)));
    k++;
    column++;
    column = column == inner ? 0u : column;
    bool is_end = k == stride;
    k = is_end ? 0u : k;
    column = is_end ? 0u : column;
    block += uint(is_end);
  }
  uvec4 below = fetch_below(thread);
  return bits_of(is_gap * below + (1u - is_gap) * results);
}
