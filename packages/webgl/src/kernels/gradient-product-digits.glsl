// Signed digits of 12 bits, digit j in units of 2^(12j - 300): a finished Σ dy·x, or what of it is not in registers.
// Traffic: none but the thread's own array.
// Limits: 2^19 numbers can be added before they are carried; 50 digits hold 2^32 products.
const int PRODUCT_DIGITS = 50;

int product_digits[PRODUCT_DIGITS];

void clear_product_digits() {
  for (int j = 0; j < PRODUCT_DIGITS; j++) {
    product_digits[j] = 0;
  }
}

// Afterwards each is in [0, 2^12), but the last, which has the sign.
void carry_product_digits() {
  int carry = 0;
  for (int j = 0; j < PRODUCT_DIGITS - 1; j++) {
    int digit = product_digits[j] + carry;
    product_digits[j] = digit & 0xfff;
    carry = digit >> 12u;
  }
  product_digits[PRODUCT_DIGITS - 1] += carry;
}

uint product_digit(int j) {
  return j < 0 ? 0u : uint(product_digits[max(j, 0)]);
}

// The 64 upper bits of the carried sum.
Extended product_of_slice() {
  bool is_negative = product_digits[PRODUCT_DIGITS - 1] < 0;
  if (is_negative) {
    for (int j = 0; j < PRODUCT_DIGITS; j++) {
      product_digits[j] = -product_digits[j];
    }
    carry_product_digits();
  }
  int top = PRODUCT_DIGITS - 1;
  while (top > 0 && product_digits[top] == 0) {
    top--;
  }
  // Seven digits: 84 bits, of which at most 11 are zeros in front.
  uint front = (product_digit(top) << 12u) | product_digit(top - 1);
  uint middle = (product_digit(top - 2) << 12u) | product_digit(top - 3);
  uint back = (product_digit(top - 4) << 12u) | product_digit(top - 5);
  uint high = (front << 8u) | (middle >> 16u);
  uint low = (middle << 16u) | (back >> 8u);
  Extended kept = extended_from(is_negative ? 0x80000000u : 0u, 12 * top - 352, high, low);
  uint rest = ((back << 12u) | product_digit(top - 6)) << 12u;
  // A sum of 0 has no zeros in front: 31 keeps the shift in its range.
  uint zeros = min(countLeadingZeros(high), 31u);
  return Extended(kept.sign, kept.exponent, kept.high, kept.low | ((rest >> 1u) >> (31u - zeros)));
}
