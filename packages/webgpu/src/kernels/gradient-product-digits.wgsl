// Signed digits of 12 bits, digit j in units of 2^(12j - 300): a finished Σ dy·x, or what of it is not in registers.
// Traffic: none but the lane's own array.
// Limits: 2^19 numbers can be added before they are carried; 50 digits hold 2^32 products.
const PRODUCT_DIGITS = 50u;

var<private> product_digits: array<i32, PRODUCT_DIGITS>;

// Adds n < 2^24, or its negative where sign is -1, times 2^bit units.
fn add_signed(n: i32, sign: i32, bit: u32) {
  let j = bit / 12u;
  let s = bit % 12u;
  let low = (n & 0xfffi) << s;
  let high = ((n >> 12u) << s) + (low >> 12u);
  product_digits[j] += ((low & 0xfffi) ^ sign) - sign;
  product_digits[j + 1u] += ((high & 0xfffi) ^ sign) - sign;
  product_digits[j + 2u] += ((high >> 12u) ^ sign) - sign;
}

// Afterwards each is in [0, 2^12), but the last, which has the sign.
fn carry_product_digits() {
  var carry = 0i;
  for (var j = 0u; j < PRODUCT_DIGITS - 1u; j++) {
    let digit = product_digits[j] + carry;
    product_digits[j] = digit & 0xfffi;
    carry = digit >> 12u;
  }
  product_digits[PRODUCT_DIGITS - 1u] += carry;
}

fn product_digit(j: i32) -> u32 {
  return select(0u, bitcast<u32>(product_digits[max(j, 0i)]), j >= 0i);
}

// The 64 upper bits of the carried sum.
fn product_of_slice() -> Extended {
  let is_negative = product_digits[PRODUCT_DIGITS - 1u] < 0i;
  if (is_negative) {
    for (var j = 0u; j < PRODUCT_DIGITS; j++) { product_digits[j] = -product_digits[j]; }
    carry_product_digits();
  }
  var top = i32(PRODUCT_DIGITS) - 1i;
  while (top > 0i && product_digits[top] == 0i) { top--; }
  // Seven digits: 84 bits, of which at most 11 are zeros in front.
  let front = (product_digit(top) << 12u) | product_digit(top - 1i);
  let middle = (product_digit(top - 2i) << 12u) | product_digit(top - 3i);
  let back = (product_digit(top - 4i) << 12u) | product_digit(top - 5i);
  let high = (front << 8u) | (middle >> 16u);
  let low = (middle << 16u) | (back >> 8u);
  let kept = extended_from(select(0u, 0x80000000u, is_negative), 12i * top - 352i, high, low);
  let rest = ((back << 12u) | product_digit(top - 6i)) << 12u;
  return Extended(kept.sign, kept.exponent, kept.high, kept.low | ((rest >> 1u) >> (31u - countLeadingZeros(high))));
}
