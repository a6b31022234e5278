// Adds neighbouring elements to a thread's sum, four a texel, in blocks: what lies outside of the window of the sum's registers is
// marked in a bit and added after the block. Elements that share their texel with others are added one by one. Traffic: reads the
// elements; again those marked, and the first two texels, which place the window. Limits: blocks have at most 32 elements.
uint measure_part(Place at) {
  clear_sum();
  uint top = 0u;
  uint first = (at.first + 3u) >> 2u;
  uint end = max(at.end >> 2u, first);
  uint head = min(first << 2u, at.end);
  uint tail = max(end << 2u, head);
  for (uint i = at.first < head ? at.first : tail; i < at.end; i = i + 1u == head ? tail : i + 1u) {
    uint u = load(i) & 0x7fffffffu;
    top = max(top, u);
    add_digits(u);
  }
  uint k = first;
  for (uint stop = min(first + 2u, end); k < stop; k++) {
    top = max(top, highest_of(fetch_source(k) & 0x7fffffffu));
  }
  k = first;
  while (k < end) {
    for (; is_above_window(top);) {
      move_window(top);
    }
    uint start = k << 2u;
    uint stop = min(k + 8u, end);
    uint bit = 1u;
    uint far = 0u;
    for (; k < stop; k++) {
      uvec4 u = fetch_source(k) & 0x7fffffffu;
      top = max(top, highest_of(u));
      far |= add_near(u.x) ? 0u : bit;
      far |= add_near(u.y) ? 0u : bit << 1u;
      far |= add_near(u.z) ? 0u : bit << 2u;
      far |= add_near(u.w) ? 0u : bit << 3u;
      bit <<= 4u;
    }
    for (; far != 0u; far &= far - 1u) {
      add_digits(load(start + lowest_bit(far)) & 0x7fffffffu);
    }
    carry_near();
  }
  carry_sum();
  return top;
}
