// The largest magnitude of a part and its lowest that is not 0: 15 bits and 16 of the one, the exponent field of the other.
// Traffic: none.
// Limits: `lowest` is one less than the magnitude's bits, which makes it large for zeros.
struct Range {
  uint top;
  uint lowest;
};

Range wider(Range a, uint u) {
  return Range(max(a.top, u), min(a.lowest, u - 1u));
}

vec4 texel_of_range(Range range) {
  return whole_of(uvec4(range.top >> 16u, range.top & 0xffffu, min((range.lowest + 1u) >> 23u, 255u), 0u));
}
