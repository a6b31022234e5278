// Squares of a lane in units of 2^-300. A term within WINDOW exponents of near_field is three digits of 12 bits, aligned
// by a multiplication, whose products go to five registers. Traffic: none.
// Limits: five registers hold 64 squares between two calls of carry_registers, near_5 2^22 of them.
uint near_0;
uint near_1;
uint near_2;
uint near_3;
uint near_4;
uint near_5;

// False, and nothing added, where u is outside the window: the factor is 0.
bool add_near(uint u) {
  uint m = significand(u);
  uint factor = 2048u >> min(near_field - exponent_field(u), WINDOW);
  uint low = (m & 0xfffu) * factor;
  uint rest = (m >> 12u) * factor + (low >> 12u);
  uint a = low & 0xfffu;
  uint b = rest & 0xfffu;
  uint c = rest >> 12u;
  uint twice_a = a + a;
  near_0 += a * a;
  near_1 += twice_a * b;
  near_2 += twice_a * c + b * b;
  near_3 += (b + b) * c;
  near_4 += c * c;
  return factor != 0u || u == 0u;
}

void clear_near() {
  near_0 = 0u;
  near_1 = 0u;
  near_2 = 0u;
  near_3 = 0u;
  near_4 = 0u;
  near_5 = 0u;
}

void carry_registers() {
  near_1 += near_0 >> 12u;
  near_0 &= 0xfffu;
  near_2 += near_1 >> 12u;
  near_1 &= 0xfffu;
  near_3 += near_2 >> 12u;
  near_2 &= 0xfffu;
  near_4 += near_3 >> 12u;
  near_3 &= 0xfffu;
  near_5 += near_4 >> 12u;
  near_4 &= 0xfffu;
}

void flush_near() {
  if (near_field == 0u) {
    return;
  }
  carry_registers();
  uint bit = 2u * (near_field - 11u);
  add_word(near_0 | (near_1 << 12u), bit);
  add_word(near_2 | (near_3 << 12u), bit + 24u);
  add_word(near_4, bit + 48u);
  add_word(near_5, bit + 60u);
  clear_near();
}

// (m · 2^r)² at digit field / 8, four digits.
void add_digits(uint u) {
  uint field = exponent_field(u);
  uint j = field >> 3u;
  uint m = significand(u) << (field & 7u);
  uint low = m & 0xffffu;
  uint high = m >> 16u;
  uint bottom = low * low;
  uint middle = 2u * low * high;
  uint top = high * high;
  sum_digits[j] += bottom & 0xffffu;
  sum_digits[j + 1u] += (bottom >> 16u) + (middle & 0xffffu);
  sum_digits[j + 2u] += (middle >> 16u) + (top & 0xffffu);
  sum_digits[j + 3u] += top >> 16u;
  lowest_digit = min(lowest_digit, j);
  highest_digit = max(highest_digit, j + 3u);
}
