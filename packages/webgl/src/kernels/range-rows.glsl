// The range of a part of neighbouring elements, four a texel. What shares its texel with others is read by itself.
// Traffic: reads the elements, writes 16 bytes a part.
// Limits: none.
vec4 texel(uint thread) {
  Place at = part_of(thread);
  Range range = Range(0u, 0xffffffffu);
  uint first = (at.first + 3u) >> 2u;
  uint end = max(at.end >> 2u, first);
  uint head = min(first << 2u, at.end);
  uint tail = max(end << 2u, head);
  for (uint i = at.first < head ? at.first : tail; i < at.end; i = i + 1u == head ? tail : i + 1u) {
    range = wider(range, load(i) & 0x7fffffffu);
  }
  for (uint k = first; k < end; k++) {
    uvec4 u = fetch_source(k) & 0x7fffffffu;
    range = wider(wider(wider(wider(range, u.x), u.y), u.z), u.w);
  }
  return texel_of_range(range);
}
