// The quotients of a texel whose elements are of one slice.
// Traffic: 16 bytes, of the slice.
// Limits: inner is 1; length and stride are multiples of four.
Slice own_slice;

void place_texel(uint index) {
  uint first = index << 2u;
  uint block = first / size_stride();
  bool is_gap = first - block * size_stride() >= size_length() || block >= size_sliceCount();
  gaps = is_gap ? 15u : 0u;
  slices = uvec4(is_gap ? 0u : block);
  own_slice = slice_of(slices.x);
}

Quotients quotients_of(uvec4 bits) {
  return quotients(
    divided(bits.x, own_slice),
    divided(bits.y, own_slice),
    divided(bits.z, own_slice),
    divided(bits.w, own_slice)
  );
}

Slice slice_at(uint n) {
  return own_slice;
}
