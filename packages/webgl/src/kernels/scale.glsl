// Divides the elements of a texel. What is not certain is rounded as settle.glsl says, in a loop that hardly ever runs, and so is
// what is outside of all slices: a branch would cost all others.
// Traffic: reads 16 bytes of elements and their slices, writes 16. Limits: none.
vec4 texel(uint thread) {
  place_texel(thread);
  uvec4 bits = fetch_source(thread);
  Quotients found = quotients_of(bits);
  uvec4 results = found.bits;
  for (uint rest = found.rare | gaps; rest != 0u; rest &= rest - 1u) {
    uint alone = rest & (~rest + 1u);
    uint n = (alone >> 1u) - (alone >> 3u);
    uint element = component(bits, n);
    Parts parts = whole_parts(element & 0x7fffffffu, slice_at(n));
    uint result = (element & 0x80000000u) | composed(parts.field, parts.k + up_of(thread, n));
    result = (gaps & alone) == 0u ? result : component(fetch_below(thread), n);
    results = uvec4(
      n == 0u ? result : results.x,
      n == 1u ? result : results.y,
      n == 2u ? result : results.z,
      n == 3u ? result : results.w
    );
  }
  return bits_of(results);
}
