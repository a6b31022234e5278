// Squares of a lane in units of 2^-300. A term within WINDOW exponents of near_field is three digits of 12 bits, aligned
// by a multiplication, whose products go to five registers. Traffic: none.
// Limits: five registers hold 64 squares between two calls of carry_registers, near_5 2^22 of them.
const DIGITS = 37u;
const PLACES = DIGITS;
const WINDOW = 12u;
const HEADROOM = 1u;
var<private> near_0: u32;
var<private> near_1: u32;
var<private> near_2: u32;
var<private> near_3: u32;
var<private> near_4: u32;
var<private> near_5: u32;

// False, and nothing added, where u is outside the window: the factor is 0.
fn add_near(u: u32) -> bool {
  let m = significand(u);
  let factor = 2048u >> min(near_field - exponent_field(u), WINDOW);
  let low = (m & 0xfffu) * factor;
  let rest = (m >> 12u) * factor + (low >> 12u);
  let a = low & 0xfffu;
  let b = rest & 0xfffu;
  let c = rest >> 12u;
  let twice_a = a + a;
  near_0 += a * a;
  near_1 += twice_a * b;
  near_2 += twice_a * c + b * b;
  near_3 += (b + b) * c;
  near_4 += c * c;
  return factor != 0u || u == 0u;
}

fn clear_near() {
  near_0 = 0u;
  near_1 = 0u;
  near_2 = 0u;
  near_3 = 0u;
  near_4 = 0u;
  near_5 = 0u;
}

fn carry_registers() {
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

fn flush_near() {
  if (near_field == 0u) {
    return;
  }
  carry_registers();
  let bit = 2u * (near_field - 11u);
  add_word(near_0 | (near_1 << 12u), bit);
  add_word(near_2 | (near_3 << 12u), bit + 24u);
  add_word(near_4, bit + 48u);
  add_word(near_5, bit + 60u);
  clear_near();
}

// (m · 2^r)² at digit field / 8, four digits.
fn add_digits(u: u32) {
  let field = exponent_field(u);
  let j = field >> 3u;
  let m = significand(u) << (field & 7u);
  let low = m & 0xffffu;
  let high = m >> 16u;
  let bottom = low * low;
  let middle = 2u * low * high;
  let top = high * high;
  sum_digits[j] += bottom & 0xffffu;
  sum_digits[j + 1u] += (bottom >> 16u) + (middle & 0xffffu);
  sum_digits[j + 2u] += (middle >> 16u) + (top & 0xffffu);
  sum_digits[j + 3u] += top >> 16u;
  lowest_digit = min(lowest_digit, j);
  highest_digit = max(highest_digit, j + 3u);
}
