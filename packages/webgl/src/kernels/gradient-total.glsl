// Σ dy·x of a long slice, of its classes of products; flagged where a dy is not finite.
// Traffic: reads 16 bytes a class and a part, writes 16 a slice.
// Limits: 43 classes; each adds less than 2^13 to a digit.
const uint CLASSES = 43u;

vec4 texel(uint thread) {
  clear_product_digits();
  for (uint n = 0u; n < CLASSES; n++) {
    ivec4 sum = ivec4(uintBitsToFloat(fetch_productDigits(n * size_sliceCount() + thread)));
    product_digits[n] += sum.x & 0xfff;
    product_digits[n + 1u] += sum.x >> 12u;
    product_digits[n + 2u] += sum.y & 0xfff;
    product_digits[n + 3u] += sum.y >> 12u;
    product_digits[n + 4u] += sum.z & 0xfff;
    product_digits[n + 5u] += sum.z >> 12u;
    product_digits[n + 6u] += sum.w & 0xfff;
    product_digits[n + 7u] += sum.w >> 12u;
  }
  carry_product_digits();
  uint flag = 0u;
  for (uint part = 0u; part < size_parts(); part++) {
    flag |= whole(fetch_productRanges(thread * size_parts() + part)).w * FLAG;
  }
  return whole_of(texel_of_extended(product_of_slice(), flag));
}
