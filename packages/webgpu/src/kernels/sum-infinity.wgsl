// The largest magnitude as digits of 16 bits, in units of 2^-150; there is nothing to add.
// Traffic: none.
// Limits: `largest` is set by finish_slice, norm_of_slice and decide.
const DIGITS = 1u;
const PLACES = 20u;
const ADDS_BEFORE_CARRY = 64u;
var<private> largest: u32;
// For merging: there are no digits.
var<private> sum_digits: array<u32, DIGITS>;
var<private> lowest_digit: u32 = DIGITS;
var<private> highest_digit: u32;

fn digit(j: u32) -> u32 {
  let field = exponent_field(largest);
  let place = j - (field >> 4u);
  if (place > 2u) {
    return 0u;
  }
  let m = significand(largest);
  let s = field & 15u;
  let word = select(((m >> 16u) << s) + (((m & 0xffffu) << s) >> 16u), (m & 0xffffu) << s, place == 0u);
  return select(word, word >> 16u, place == 2u) & 0xffffu;
}

fn add_near(u: u32) -> bool {
  return true;
}

fn add_digits(u: u32) {}

fn is_above_window(u: u32) -> bool {
  return false;
}

fn move_window(u: u32) {}

fn all_digits() {}

fn clear_sum() {}

fn carry_near() {}

fn carry_sum() {}

fn recall(top: u32) {
  largest = top;
}
