// Adds the parts of one class of products of a slice: 96 bits with a sign, as gradient-measure.glsl writes them.
// Traffic: reads 16 bytes a part, writes 16.
// Limits: a sum of 2^31 products has 91 bits and a sign; the rest, above 72 of them, is below 2^24.
vec4 texel(uint thread) {
  uint class_index = thread / size_sliceCount();
  uint first = class_index * size_sliceCount() * size_parts() + (thread - class_index * size_sliceCount()) * size_parts();
  ivec4 sum = ivec4(0);
  for (uint part = 0u; part < size_parts(); part++) {
    sum += ivec4(uintBitsToFloat(fetch_productSums(first + part)));
    sum.y += sum.x >> 24u;
    sum.z += sum.y >> 24u;
    sum.w += sum.z >> 24u;
    sum.xyz &= 0xffffff;
  }
  return vec4(sum);
}
