// The leading 64 bits of a finished sum, and its comparison with the threshold of ε.
// Traffic: the words of ε. Units are 2^(-150 · POWER).
// Limits: at most 2^32 terms. Words of ε: core's src/words/epsilon.ts; the kernel defines epsilon_word.
uint epsilon_word(uint i);

Scaled epsilon_scaled(uint i) {
  return Scaled(epsilon_word(i), epsilon_word(i + 1u), int(epsilon_word(i + 2u)));
}

// Digit j of a number that stands in the words of ε: its lowest place, then eight digits, two a word.
uint epsilon_digit(uint first, int j) {
  uint i = uint(j - int(epsilon_word(first)));
  if (i > 7u) {
    return 0u;
  }
  return (epsilon_word(first + 1u + (i >> 1u)) >> ((i & 1u) << 4u)) & 0xffffu;
}

uint digit_or_zero(int j) {
  if (j < 0 || j >= int(PLACES)) {
    return 0u;
  }
  return digit(uint(j));
}

// Cut, not rounded. Zero for the sum 0.
Scaled leading(uint top) {
  // Terms have 24 · POWER bits, and there are at most 2^32.
  int j = min(int((exponent_field(top) * POWER + 24u * POWER + 32u) >> 4u), int(PLACES) - 1);
  while (j > 0 && digit_or_zero(j) == 0u) {
    j--;
  }
  uint high = (digit_or_zero(j) << 16u) | digit_or_zero(j - 1);
  uint low = (digit_or_zero(j - 2) << 16u) | digit_or_zero(j - 3);
  uint s = countLeadingZeros(high) & 15u;
  return Scaled(
    (high << s) | ((low >> 1u) >> (31u - s)),
    (low << s) | (digit_or_zero(j - 4) >> (16u - s)),
    16 * (j - 3) - int(s) - 150 * int(POWER)
  );
}

// Whether the sum is below the threshold, exactly; `lead` is its leading part. All digits are compared where that is equal.
bool is_below_threshold(Scaled lead) {
  Scaled limit = epsilon_scaled(THRESHOLD);
  bool is_equal = lead.exponent == limit.exponent && lead.high == limit.high && lead.low == limit.low;
  int j = is_equal ? int(PLACES) - 1 : 0;
  while (j > 0 && digit_or_zero(j) == epsilon_digit(THRESHOLD_DIGITS, j)) {
    j--;
  }
  bool by_significand = lead.high == limit.high ? lead.low < limit.low : lead.high < limit.high;
  bool by_lead = lead.exponent == limit.exponent ? by_significand : lead.exponent < limit.exponent;
  bool by_digits = digit_or_zero(j) < epsilon_digit(THRESHOLD_DIGITS, j);
  return limit.high != 0u && (lead.high == 0u || (is_equal ? by_digits : by_lead));
}
