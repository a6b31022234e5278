// Σ dy·x of a short slice, a thread each, in blocks: a product outside of the window of its registers is marked in a bit and
// added after the block. Flagged where a dy is not finite. Traffic: reads x and dy; again those marked, and the first two fours,
// which place the window; writes 16 bytes a slice. Limits: those of place-whole.glsl; blocks have at most 32 elements.

// Bit n where product n is not 0 and its place outside of the window.
uint far_products(uvec4 places) {
  uvec4 is_far = uvec4(greaterThan(product_place - places, uvec4(PRODUCT_WINDOW - 1u))) * min(places, uvec4(1u));
  return is_far.x | (is_far.y << 1u) | (is_far.z << 2u) | (is_far.w << 3u);
}

vec4 texel(uint thread) {
  Place at = whole_slice(thread);
  uint count = fours_of(at);
  uint place = 0u;
  uint steepest = 0u;
  clear_product();
  for (uint n = 0u; n < min(count, 2u); n++) {
    place = max(place, highest_of(places_of_products(four_of_x(at, n), four_of_dy(at, n))));
  }
  uint n = 0u;
  while (n < count) {
    for (; place > product_place;) {
      move_products(place);
    }
    uint start = n;
    uint stop = min(n + 8u, count);
    uint far = 0u;
    for (uint bit = 0u; n < stop; n++) {
      uvec4 x = four_of_x(at, n);
      uvec4 dy = four_of_dy(at, n);
      uvec4 places = places_of_products(x, dy);
      place = max(place, highest_of(places));
      steepest = max(steepest, highest_of(dy & 0x7fffffffu));
      add_products(x, dy, places);
      far |= far_products(places) << bit;
      bit += 4u;
    }
    for (; far != 0u; far &= far - 1u) {
      uint k = lowest_bit(far);
      add_far_product(four_of_x(at, start + (k >> 2u))[k & 3u], four_of_dy(at, start + (k >> 2u))[k & 3u]);
    }
    carry_products();
  }
  finish_products();
  return whole_of(texel_of_extended(product_of_slice(), steepest > 0x7f7fffffu ? FLAG : 0u));
}
