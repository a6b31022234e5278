// 1 where settle.glsl rounds up component n of a texel, else 0.
// Traffic: 16 bytes.
// Limits: quotients that are not certain.
uint up_of(uint index, uint n) {
  uint place = ((index & 15u) << 2u) + n;
  return (component(whole(fetch_roundings(index >> 4u)), place >> 4u) >> (place & 15u)) & 1u;
}
