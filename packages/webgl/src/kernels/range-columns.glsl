// The range of a part of elements that stand apart.
// Traffic: reads a texel an element, writes 16 bytes a part.
// Limits: none.
vec4 texel(uint thread) {
  Place at = part_of(thread);
  Range range = Range(0u, 0xffffffffu);
  for (uint i = at.first; i < at.end; i += at.step) {
    range = wider(range, load(i) & 0x7fffffffu);
  }
  return texel_of_range(range);
}
