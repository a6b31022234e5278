// Σ dy·x of one class of products of a part of a long slice: 96 bits with a sign in units of 2^(12 class - 300), from the lowest
// 24, 24, 24 and the rest. At once where the part has none of the class. Traffic: reads x and dy once for each class that occurs,
// writes 16 bytes a part and class. Limits: parts have fewer than 2^24 elements.
vec4 texel(uint thread) {
  uint all = size_sliceCount() * size_parts();
  uint class_index = thread / all;
  uint index = thread - class_index * all;
  uvec4 range = whole(fetch_productRanges(index));
  bool is_low = class_index < 24u;
  uint occurs = (is_low ? range.x : range.y) >> (is_low ? class_index : class_index - 24u);
  Place at = part_of(index);
  uint count = (occurs & 1u) * fours_of(at);
  clear_near_products();
  product_place = class_index * PRODUCT_WINDOW + (PRODUCT_WINDOW - 1u);
  uint n = 0u;
  while (n < count) {
    for (uint stop = min(n + 16u, count); n < stop; n++) {
      uvec4 x = four_of_x(at, n);
      uvec4 dy = four_of_dy(at, n);
      add_products(x, dy, places_of_products(x, dy));
    }
    carry_near_products();
  }
  return vec4(ivec4(
    product_0 | (product_1 << 12u),
    product_2 | (product_3 << 12u),
    product_4 | ((product_5 & 0xfff) << 12u),
    product_5 >> 12u
  ));
}
