// The quotients of a texel, each of a slice of its own.
// Traffic: 64 bytes, of the slices.
// Limits: none.
void place_texel(uint index) {
  uint stride = size_stride();
  uint inner = size_inner();
  uint first = index << 2u;
  uint block = first / stride;
  uint k = first - block * stride;
  uint column = k % inner;
  gaps = 0u;
  for (uint n = 0u; n < 4u; n++) {
    uint slice = block * inner + column;
    bool is_gap = k >= size_length() * inner || slice >= size_sliceCount();
    gaps |= is_gap ? 1u << n : 0u;
    slices[n] = is_gap ? 0u : slice;
    k++;
    column++;
    column = column == inner ? 0u : column;
    bool is_end = k == stride;
    k = is_end ? 0u : k;
    column = is_end ? 0u : column;
    block += uint(is_end);
  }
}

Quotients quotients_of(uvec4 bits) {
  return quotients(
    divided(bits.x, slice_of(slices.x)),
    divided(bits.y, slice_of(slices.y)),
    divided(bits.z, slice_of(slices.z)),
    divided(bits.w, slice_of(slices.w))
  );
}

Slice slice_at(uint n) {
  return slice_of(component(slices, n));
}
