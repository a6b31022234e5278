// Settles the marked elements of a block; tells how many took exact arithmetic.
// Traffic: reads and writes them.
// Limits: bit n stands for the element at start + n · step.
fn settle_rare(start: u32, step: u32, marked: u32, slice: Slice) -> u32 {
  var settled = 0u;
  for (var rest = marked; rest != 0u; rest &= rest - 1u) {
    let i = start + firstTrailingBit(rest) * step;
    let result = settle(load(i), slice);
    destination[i] = result.x;
    settled += result.y;
  }
  return settled;
}
