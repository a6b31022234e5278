// Magnitudes of a lane in units of 2^-150. A term within WINDOW exponents of near_field is aligned by a multiplication
// and goes to two registers. Traffic: none.
// Limits: the registers hold 64 terms between two calls of carry_registers, near_2 2^20 of them.
uint near_0;
uint near_1;
uint near_2;

// False, and nothing added, where u is outside the window: the factor is 0.
bool add_near(uint u) {
  uint m = significand(u);
  uint factor = 2048u >> min(near_field - exponent_field(u), WINDOW);
  near_0 += (m & 0xfffu) * factor;
  near_1 += (m >> 12u) * factor;
  return factor != 0u || u == 0u;
}

void clear_near() {
  near_0 = 0u;
  near_1 = 0u;
  near_2 = 0u;
}

void carry_registers() {
  near_1 += near_0 >> 12u;
  near_0 &= 0xfffu;
  near_2 += near_1 >> 12u;
  near_1 &= 0xfffu;
}

void flush_near() {
  if (near_field == 0u) {
    return;
  }
  carry_registers();
  uint bit = near_field - 11u;
  add_word(near_0 | (near_1 << 12u), bit);
  add_word(near_2, bit + 24u);
  clear_near();
}

// m · 2^r at digit field / 16, three digits.
void add_digits(uint u) {
  uint field = exponent_field(u);
  uint j = field >> 4u;
  uint low = (significand(u) & 0xffffu) << (field & 15u);
  uint high = (significand(u) >> 16u) << (field & 15u);
  sum_digits[j] += low & 0xffffu;
  sum_digits[j + 1u] += (low >> 16u) + (high & 0xffffu);
  sum_digits[j + 2u] += high >> 16u;
  lowest_digit = min(lowest_digit, j);
  highest_digit = max(highest_digit, j + 2u);
}
