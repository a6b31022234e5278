// Elements of x and dy in fours, neighbours in a texel; those of a texel that are not of the place are 0.
// Traffic: 16 bytes of x or dy a four.
// Limits: inner is 1.
uint fours_of(Place at) {
  return ((at.end + 3u) >> 2u) - (at.first >> 2u);
}

// Those of four `n` that are of the place.
uvec4 kept_of(Place at, uint n, uvec4 bits) {
  uvec4 offset = (((at.first >> 2u) + n) << 2u) - at.first + uvec4(0u, 1u, 2u, 3u);
  return bits * uvec4(lessThan(offset, uvec4(at.end - at.first)));
}

uvec4 four_of_x(Place at, uint n) {
  return kept_of(at, n, fetch_source((at.first >> 2u) + n));
}

uvec4 four_of_dy(Place at, uint n) {
  return kept_of(at, n, fetch_upstream((at.first >> 2u) + n));
}
