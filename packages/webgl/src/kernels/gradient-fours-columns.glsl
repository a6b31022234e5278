// Elements of x and dy in fours, `step` apart; those beyond the end are 0.
// Traffic: four texels of x or dy a four, which neighbouring columns need as well.
// Limits: addresses below 2^31.
uint fours_of(Place at) {
  return ((at.end - at.first) / at.step + 3u) >> 2u;
}

uvec4 addresses_of(Place at, uint n) {
  return at.first + ((n << 2u) + uvec4(0u, 1u, 2u, 3u)) * at.step;
}

uvec4 four_of_x(Place at, uint n) {
  uvec4 i = addresses_of(at, n);
  uvec4 j = min(i, uvec4(at.end - 1u));
  uvec4 bits = uvec4(
    fetch_source(j.x >> 2u)[j.x & 3u],
    fetch_source(j.y >> 2u)[j.y & 3u],
    fetch_source(j.z >> 2u)[j.z & 3u],
    fetch_source(j.w >> 2u)[j.w & 3u]
  );
  return bits * uvec4(lessThan(i, uvec4(at.end)));
}

uvec4 four_of_dy(Place at, uint n) {
  uvec4 i = addresses_of(at, n);
  uvec4 j = min(i, uvec4(at.end - 1u));
  uvec4 bits = uvec4(
    fetch_upstream(j.x >> 2u)[j.x & 3u],
    fetch_upstream(j.y >> 2u)[j.y & 3u],
    fetch_upstream(j.z >> 2u)[j.z & 3u],
    fetch_upstream(j.w >> 2u)[j.w & 3u]
  );
  return bits * uvec4(lessThan(i, uvec4(at.end)));
}
