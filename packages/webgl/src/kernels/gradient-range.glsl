// What a part of a slice tells before its products are added: the classes of product that are among them, in bits 0 to 42 (24,
// then 19), the number of elements that tie, and whether a dy is not finite. Class n holds sums of exponent fields from 12n to
// 12n + 11. Traffic: reads x and dy, writes 16 bytes a part. Limits: parts have fewer than 2^24 elements; a zero has no class.
uvec2 classes_of(uint place) {
  uint n = place / PRODUCT_WINDOW;
  bool is_low = n < 24u;
  uint bit = min(place, 1u) << (is_low ? n : n - 24u);
  return uvec2(is_low ? bit : 0u, is_low ? 0u : bit);
}

vec4 texel(uint thread) {
  uint top = top_of(thread / size_parts());
  Place at = part_of(thread);
  uint count = fours_of(at);
  uvec2 classes = uvec2(0u);
  uint steepest = 0u;
  uint ties = 0u;
  for (uint n = 0u; n < count; n++) {
    uvec4 x = four_of_x(at, n);
    uvec4 dy = four_of_dy(at, n);
    uvec4 places = places_of_products(x, dy);
    classes |= classes_of(places.x) | classes_of(places.y) | classes_of(places.z) | classes_of(places.w);
    steepest = max(steepest, highest_of(dy & 0x7fffffffu));
    uvec4 is_tie = uvec4(equal(x & 0x7fffffffu, uvec4(top)));
    ties += is_tie.x + is_tie.y + is_tie.z + is_tie.w;
  }
  return whole_of(uvec4(classes, ties, uint(steepest > 0x7f7fffffu)));
}
