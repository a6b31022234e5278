// Adds a lane's elements to its private sum, in blocks that it keeps: what lies outside of the window of the sum's registers
// is marked in a bit and added after the block. Traffic: reads the elements once.
// Limits: KEPT ≤ 32.
var<private> kept: array<u32, KEPT>;

fn measure_part(at: Place) -> u32 {
  clear_sum();
  var top = 0u;
  var i = at.first;
  while (i < at.end) {
    var n = 0u;
    for (; n < KEPT && i < at.end; n++) {
      kept[n] = load(i) & 0x7fffffffu;
      top = max(top, kept[n]);
      i += at.step;
    }
    for (; is_above_window(top);) {
      move_window(top);
    }
    var far = 0u;
    for (var k = 0u; k < n; k++) {
      far |= select(1u << k, 0u, add_near(kept[k]));
    }
    for (; far != 0u; far &= far - 1u) {
      add_digits(kept[firstTrailingBit(far)]);
    }
    carry_near();
  }
  carry_sum();
  return top;
}
