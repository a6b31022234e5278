// The largest magnitude as digits of 16 bits, in units of 2^-150; there is nothing to add.
// Traffic: none.
// Limits: `largest` is set by finish_slice, norm_of_slice and decide.
const uint ADDS_BEFORE_CARRY = 64u;
uint largest = 0u;
// For merging: there are no digits.
uint sum_digits[DIGITS];
uint lowest_digit = DIGITS;
uint highest_digit = 0u;

uint digit(uint j) {
  uint field = exponent_field(largest);
  uint place = j - (field >> 4u);
  if (place > 2u) {
    return 0u;
  }
  uint m = significand(largest);
  uint s = field & 15u;
  uint word = place == 0u ? (m & 0xffffu) << s : ((m >> 16u) << s) + (((m & 0xffffu) << s) >> 16u);
  return (place == 2u ? word >> 16u : word) & 0xffffu;
}

bool add_near(uint u) {
  return true;
}

void add_digits(uint u) {}

bool is_above_window(uint u) {
  return false;
}

void move_window(uint u) {}

void all_digits() {}

void clear_sum() {}

void carry_near() {}

void carry_sum() {}

void recall(uint top) {
  largest = top;
}
