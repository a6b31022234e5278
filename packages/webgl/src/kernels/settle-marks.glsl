// Marks of the elements of sixteen texels in 64 bits, taken from the lowest on.
// Traffic: 16 bytes.
// Limits: one bit at least is set.
struct Rare {
  uint component;
  uint bits;
  uint slice;
};

uvec2 first_alone(uvec2 marks) {
  uvec2 alone = marks & (~marks + uvec2(1u));
  return uvec2(alone.x, marks.x == 0u ? alone.y : 0u);
}

uvec2 without_first(uvec2 marks) {
  return marks & ~first_alone(marks);
}

Rare first_rare(uint first, uvec2 marks) {
  uint n = marks.x == 0u ? 32u + lowest_bit(marks.y) : lowest_bit(marks.x);
  uint index = first + (n >> 2u);
  place_texel(index);
  return Rare(n & 3u, component(fetch_source(index), n & 3u), component(slices, n & 3u));
}
