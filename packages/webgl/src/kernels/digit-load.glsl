// The sum of a slice, which merge-digits.glsl wrote.
// Traffic: 16 bytes for seven digits.
// Limits: none.
void load_digits(uint slice) {
  for (uint j = 0u; j < DIGITS; j++) {
    sum_digits[j] = 0u;
  }
  for (uint t = 0u; t < DIGIT_TEXELS; t++) {
    add_texel(t * TEXEL_DIGITS, fetch_digits(t * size_sliceCount() + slice));
  }
}
