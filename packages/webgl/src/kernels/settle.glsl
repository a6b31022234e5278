// Which of the quotients that are not certain are rounded up. What hardly ever happens costs all others on devices that run the
// body of every loop once, so a thread does 64. Traffic: reads elements and their slices, writes 16 bytes a thread; reads again
// what is not certain, with its sum. Limits: bit 4 · n + c stands for component c of texel n.
vec4 texel(uint thread) {
  uint first = thread << 4u;
  uvec2 marks = uvec2(0u);
  for (uint n = 0u; n < 8u; n++) {
    place_texel(first + n);
    marks.x |= quotients_of(fetch_source(first + n)).rare << (n << 2u);
  }
  for (uint n = 0u; n < 8u; n++) {
    place_texel(first + 8u + n);
    marks.y |= quotients_of(fetch_source(first + 8u + n)).rare << (n << 2u);
  }
  uvec2 ups = uvec2(0u);
  uvec2 hard = uvec2(0u);
  // Mostly subnormal ones.
  for (uvec2 rest = marks; (rest.x | rest.y) != 0u; rest = without_first(rest)) {
    Rare rare = first_rare(first, rest);
    Parts parts = whole_parts(rare.bits & 0x7fffffffu, slice_at(rare.component));
    if (is_certain(parts.fraction)) {
      ups |= first_alone(rest) * (parts.fraction >> 31u);
    } else {
      hard |= first_alone(rest);
    }
  }
  for (uvec2 rest = hard; (rest.x | rest.y) != 0u; rest = without_first(rest)) {
    Rare rare = first_rare(first, rest);
    Slice slice = slice_at(rare.component);
    recalled_slice = rare.slice;
    slice.top = top_to_recall();
    Parts parts = whole_parts(rare.bits & 0x7fffffffu, slice);
    ups |= first_alone(rest) * ((decide(rare.bits, slice) & 0x7fffffffu) - composed(parts.field, parts.k));
  }
  return whole_of(uvec4(ups.x & 0xffffu, ups.x >> 16u, ups.y & 0xffffu, ups.y >> 16u));
}
