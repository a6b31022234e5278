// The exact sum of a lane: digits of 16 bits at fixed places, and registers for terms near the largest one.
// Traffic: none. digit j counts 2^(16j) units: 2^-150 for p = 1, 2^-300 for p = 2.
// Limits: at most ADDS_BEFORE_CARRY terms between calls of carry_near; the bounds are in docs/numerics.md, "On a GPU".
const uint ADDS_BEFORE_CARRY = 64u;
const uint BLOCKS_BEFORE_CARRY = 256u;
const uint WINDOW = 12u;
const uint HEADROOM = 1u;
uint sum_digits[DIGITS];
// Digits outside of these, both included, are 0; lowest above highest where all are.
uint lowest_digit = DIGITS;
uint highest_digit = 0u;
// The exponent field that terms are near to; 0 where there is none yet.
uint near_field = 0u;
uint blocks = 0u;

// Of the registers: sum-1 and sum-2.
void clear_near();
void carry_registers();
void flush_near();

void all_digits() {
  lowest_digit = 0u;
  highest_digit = DIGITS - 1u;
}

// All of them: GLSL leaves an array as it comes.
void clear_sum() {
  for (uint j = 0u; j < DIGITS; j++) {
    sum_digits[j] = 0u;
  }
  lowest_digit = DIGITS;
  highest_digit = 0u;
  blocks = 0u;
  clear_near();
  near_field = 0u;
}

// Adds word · 2^bit units.
void add_word(uint word, uint bit) {
  uint j = bit >> 4u;
  uint s = bit & 15u;
  uint high = (word >> 16u) << s;
  sum_digits[j] += (word << s) & 0xffffu;
  sum_digits[j + 1u] += (((word & 0xffffu) << s) >> 16u) + (high & 0xffffu);
  sum_digits[j + 2u] += high >> 16u;
  lowest_digit = min(lowest_digit, j);
  highest_digit = max(highest_digit, j + 2u);
}

// Terms within WINDOW exponents below that of u, and HEADROOM above, are near from now on.
void move_window(uint u) {
  flush_near();
  near_field = max(exponent_field(u) + HEADROOM, WINDOW);
}

bool is_above_window(uint u) {
  return exponent_field(u) > near_field;
}

// Afterwards the sum is in sum_digits, every digit below 2^16.
void carry_sum() {
  flush_near();
  blocks = 0u;
  uint carry = 0u;
  for (uint j = lowest_digit; j <= highest_digit || (carry != 0u && j < DIGITS); j++) {
    uint word = sum_digits[j] + carry;
    sum_digits[j] = word & 0xffffu;
    carry = word >> 16u;
    highest_digit = max(highest_digit, j);
  }
}

// Carries within the registers, and now and then all: a loop, since some devices run both sides of an `if`.
void carry_near() {
  blocks++;
  carry_registers();
  while (blocks == BLOCKS_BEFORE_CARRY) {
    carry_sum();
  }
}
