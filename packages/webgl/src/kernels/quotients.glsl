// Four quotients at a time, and where they stand.
// Traffic: none.
// Limits: bit n of `gaps` and of `rare` stands for component n.

// Of the texel placed last: each component's slice, and which are of none.
uvec4 slices;
uint gaps;

struct Quotients {
  uvec4 bits;
  // Those that are not certain.
  uint rare;
};

Quotients quotients(uvec2 x, uvec2 y, uvec2 z, uvec2 w) {
  uint rare = x.y | (y.y << 1u) | (z.y << 2u) | (w.y << 3u);
  return Quotients(uvec4(x.x, y.x, z.x, w.x), rare & ~gaps);
}

// The result's bits, and 1 where they are not certain.
uvec2 divided(uint bits, Slice slice) {
  uvec2 result = quotient(bits, slice);
  return slice.kind == DIVIDE ? result : uvec2(special(bits, slice.kind), 0u);
}

// By comparisons: indices cost more on some devices.
uint component(uvec4 v, uint n) {
  uint low = n == 0u ? v.x : v.y;
  uint high = n == 2u ? v.z : v.w;
  return n < 2u ? low : high;
}
