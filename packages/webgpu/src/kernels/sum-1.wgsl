// Magnitudes of a lane in units of 2^-150. A term within WINDOW exponents of near_field is aligned by a multiplication
// and goes to two registers. Traffic: none.
// Limits: the registers hold 64 terms between two calls of carry_registers, near_2 2^20 of them.
const DIGITS = 20u;
const PLACES = DIGITS;
const WINDOW = 12u;
const HEADROOM = 1u;
var<private> near_0: u32;
var<private> near_1: u32;
var<private> near_2: u32;

// False, and nothing added, where u is outside the window: the factor is 0.
fn add_near(u: u32) -> bool {
  let m = significand(u);
  let factor = 2048u >> min(near_field - exponent_field(u), WINDOW);
  near_0 += (m & 0xfffu) * factor;
  near_1 += (m >> 12u) * factor;
  return factor != 0u || u == 0u;
}

fn clear_near() {
  near_0 = 0u;
  near_1 = 0u;
  near_2 = 0u;
}

fn carry_registers() {
  near_1 += near_0 >> 12u;
  near_0 &= 0xfffu;
  near_2 += near_1 >> 12u;
  near_1 &= 0xfffu;
}

fn flush_near() {
  if (near_field == 0u) {
    return;
  }
  carry_registers();
  let bit = near_field - 11u;
  add_word(near_0 | (near_1 << 12u), bit);
  add_word(near_2, bit + 24u);
  clear_near();
}

// m · 2^r at digit field / 16, three digits.
fn add_digits(u: u32) {
  let field = exponent_field(u);
  let j = field >> 4u;
  let low = (significand(u) & 0xffffu) << (field & 15u);
  let high = (significand(u) >> 16u) << (field & 15u);
  sum_digits[j] += low & 0xffffu;
  sum_digits[j + 1u] += (low >> 16u) + (high & 0xffffu);
  sum_digits[j + 2u] += high >> 16u;
  lowest_digit = min(lowest_digit, j);
  highest_digit = max(highest_digit, j + 2u);
}
