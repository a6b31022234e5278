// Seven digits of 16 bits in a texel: 28 bits a float32, whose exponent field is from 64 to 127, so that it is normal.
// Traffic: none.
// Limits: digits below 2^16, from `first` on; those beyond DIGITS are 0.
const uint TEXEL_DIGITS = 7u;
const uint DIGIT_TEXELS = (DIGITS + TEXEL_DIGITS - 1u) / TEXEL_DIGITS;

uint own_digit(uint j) {
  return j < DIGITS ? sum_digits[j] : 0u;
}

vec4 texel_of_digits(uint first) {
  uint d1 = own_digit(first + 1u);
  uint d3 = own_digit(first + 3u);
  uint d5 = own_digit(first + 5u);
  return bits_of(uvec4(0x20000000u) | uvec4(
    own_digit(first) | ((d1 & 0xfffu) << 16u),
    (d1 >> 12u) | (own_digit(first + 2u) << 4u) | ((d3 & 0xffu) << 20u),
    (d3 >> 8u) | (own_digit(first + 4u) << 8u) | ((d5 & 0xfu) << 24u),
    (d5 >> 4u) | (own_digit(first + 6u) << 12u)
  ));
}

void add_digit(uint j, uint digit) {
  if (j < DIGITS) {
    sum_digits[j] += digit;
  }
}

void add_texel(uint first, uvec4 bits) {
  uvec4 w = bits & 0xfffffffu;
  add_digit(first, w.x & 0xffffu);
  add_digit(first + 1u, (w.x >> 16u) | ((w.y & 0xfu) << 12u));
  add_digit(first + 2u, (w.y >> 4u) & 0xffffu);
  add_digit(first + 3u, (w.y >> 20u) | ((w.z & 0xffu) << 8u));
  add_digit(first + 4u, (w.z >> 8u) & 0xffffu);
  add_digit(first + 5u, (w.z >> 24u) | ((w.w & 0xfffu) << 4u));
  add_digit(first + 6u, w.w >> 12u);
}
