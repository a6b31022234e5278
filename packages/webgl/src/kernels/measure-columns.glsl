// Adds elements that stand apart to a thread's sum, in blocks: what lies outside of the window of the sum's registers is marked
// in a bit and added after the block. Traffic: reads a texel an element; again for those marked, and for the first four, which
// place the window. Limits: blocks have at most 32 elements.
uint measure_part(Place at) {
  clear_sum();
  uint top = 0u;
  uint i = at.first;
  for (uint stop = min(at.first + 4u * at.step, at.end); i < stop; i += at.step) {
    top = max(top, load(i) & 0x7fffffffu);
  }
  i = at.first;
  while (i < at.end) {
    for (; is_above_window(top);) {
      move_window(top);
    }
    uint start = i;
    uint bit = 1u;
    uint far = 0u;
    for (; bit != 0u && i < at.end; i += at.step) {
      uint u = load(i) & 0x7fffffffu;
      top = max(top, u);
      far |= add_near(u) ? 0u : bit;
      bit <<= 1u;
    }
    for (; far != 0u; far &= far - 1u) {
      add_digits(load(start + lowest_bit(far) * at.step) & 0x7fffffffu);
    }
    carry_near();
  }
  carry_sum();
  return top;
}
