// Divides a lane's elements, in blocks: what is not certain is marked in a bit and settled after the block, since a loop that
// hardly ever runs still costs within the hot one. Traffic: reads and writes the elements; those marked are read again.
// Limits: in place, a marked element still stands when it is read again.
fn scale_part(at: Place, slice: Slice) -> u32 {
  var settled = 0u;
  var i = at.first;
  for (; slice.kind != DIVIDE && i < at.end; i += at.step) {
    destination[i] = special(load(i), slice.kind);
  }
  let block = block_of(at);
  while (i < at.end) {
    let start = i;
    let stop = i + min(at.end - i, block);
    var bit = 1u;
    var rare = 0u;
    for (; i < stop && stop - i > at.step; i += 2u * at.step) {
      let first = quotient(load(i), slice);
      let second = quotient(load(i + at.step), slice);
      if (first.y == 0u) {
        destination[i] = first.x;
      }
      if (second.y == 0u) {
        destination[i + at.step] = second.x;
      }
      rare |= select(bit, 0u, first.y == 0u) | select(bit << 1u, 0u, second.y == 0u);
      bit <<= 2u;
    }
    for (; i < stop; i += at.step) {
      let result = quotient(load(i), slice);
      if (result.y == 0u) {
        destination[i] = result.x;
      }
      rare |= select(bit, 0u, result.y == 0u);
      bit <<= 1u;
    }
    settled += settle_rare(start, at.step, rare, slice);
  }
  return settled;
}
