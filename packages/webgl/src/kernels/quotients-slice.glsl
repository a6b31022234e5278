// What finish.glsl wrote of a slice.
// Traffic: 16 bytes.
// Limits: `top` is not in it.
Slice slice_of(uint slice) {
  uvec4 numbers = whole(fetch_slices(slice));
  return Slice(
    numbers.w & 3u,
    numbers.w >> 2u,
    0u,
    uvec4(numbers.x & 0xffu, (numbers.x >> 8u) & 0xffu, numbers.x >> 16u, numbers.y & 0xffu),
    numbers.y >> 8u,
    (numbers.y << 24u) | numbers.x,
    int(numbers.z) - 4096
  );
}
