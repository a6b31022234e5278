// Adds a lane's elements to its private sum, in blocks: what lies outside of the window of the sum's registers is marked in
// a bit and added after the block. Traffic: reads the elements; again those marked, and a lane's first four, which place
// the window. Limits: blocks have at most 32 elements. Two at a time: a third less on SwiftShader.
fn measure_part(at: Place) -> u32 {
  clear_sum();
  let block = block_of(at);
  var top = 0u;
  var i = at.first;
  var stop = at.first + min(at.end - min(at.first, at.end), block >> 3u);
  for (; i < stop; i += at.step) {
    top = max(top, load(i) & 0x7fffffffu);
  }
  i = at.first;
  while (i < at.end) {
    for (; is_above_window(top);) {
      move_window(top);
    }
    let start = i;
    stop = i + min(at.end - i, block);
    var bit = 1u;
    var far = 0u;
    for (; i < stop && stop - i > at.step; i += 2u * at.step) {
      let u = load(i) & 0x7fffffffu;
      let v = load(i + at.step) & 0x7fffffffu;
      top = max(top, max(u, v));
      far |= select(bit, 0u, add_near(u));
      far |= select(bit << 1u, 0u, add_near(v));
      bit <<= 2u;
    }
    for (; i < stop; i += at.step) {
      let u = load(i) & 0x7fffffffu;
      top = max(top, u);
      far |= select(bit, 0u, add_near(u));
      bit <<= 1u;
    }
    for (; far != 0u; far &= far - 1u) {
      add_digits(load(start + firstTrailingBit(far) * at.step) & 0x7fffffffu);
    }
    carry_near();
  }
  carry_sum();
  return top;
}
