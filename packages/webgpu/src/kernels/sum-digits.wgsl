// The exact sum of a lane: digits of 16 bits at fixed places, and registers for terms near the largest one.
// Traffic: none. digit j counts 2^(16j) units: 2^-150 for p = 1, 2^-300 for p = 2.
// Limits: at most ADDS_BEFORE_CARRY terms between calls of carry_near; the bounds are in docs/numerics.md, "On a GPU".
const ADDS_BEFORE_CARRY = 64u;
const BLOCKS_BEFORE_CARRY = 256u;
var<private> sum_digits: array<u32, DIGITS>;
// Digits outside of these, both included, are 0; lowest above highest where all are.
var<private> lowest_digit: u32 = DIGITS;
var<private> highest_digit: u32;
// The exponent field that terms are near to; 0 where there is none yet.
var<private> near_field: u32;
var<private> blocks: u32;

fn digit(j: u32) -> u32 {
  return sum_digits[j];
}

fn all_digits() {
  lowest_digit = 0u;
  highest_digit = DIGITS - 1u;
}

fn clear_sum() {
  for (var j = lowest_digit; j <= highest_digit; j++) {
    sum_digits[j] = 0u;
  }
  lowest_digit = DIGITS;
  highest_digit = 0u;
  blocks = 0u;
  clear_near();
  near_field = 0u;
}

// Adds word · 2^bit units.
fn add_word(word: u32, bit: u32) {
  let j = bit >> 4u;
  let s = bit & 15u;
  let high = (word >> 16u) << s;
  sum_digits[j] += (word << s) & 0xffffu;
  sum_digits[j + 1u] += (((word & 0xffffu) << s) >> 16u) + (high & 0xffffu);
  sum_digits[j + 2u] += high >> 16u;
  lowest_digit = min(lowest_digit, j);
  highest_digit = max(highest_digit, j + 2u);
}

// Terms within WINDOW exponents below that of u, and HEADROOM above, are near from now on.
fn move_window(u: u32) {
  flush_near();
  near_field = max(exponent_field(u) + HEADROOM, WINDOW);
}

fn is_above_window(u: u32) -> bool {
  return exponent_field(u) > near_field;
}

// Carries within the registers, and now and then all: a loop, since some devices run both sides of an `if`.
fn carry_near() {
  blocks++;
  carry_registers();
  while (blocks == BLOCKS_BEFORE_CARRY) {
    carry_sum();
  }
}

// Afterwards the sum is in sum_digits, every digit below 2^16.
fn carry_sum() {
  flush_near();
  blocks = 0u;
  var carry = 0u;
  for (var j = lowest_digit; j <= highest_digit || (carry != 0u && j < DIGITS); j++) {
    let word = sum_digits[j] + carry;
    sum_digits[j] = word & 0xffffu;
    carry = word >> 16u;
    highest_digit = max(highest_digit, j);
  }
}

// The digits of a sum do not depend on the slice's largest magnitude.
fn recall(top: u32) {}
