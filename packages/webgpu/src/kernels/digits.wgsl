// The leading 64 bits of a finished sum, and its comparison with the threshold of ε.
// Traffic: the uniform. Units are 2^(-150 · POWER).
// Limits: at most 2^32 terms. Words of ε: core's src/words/epsilon.ts.
fn epsilon_scaled(i: u32) -> Scaled {
  return Scaled(epsilon_word(i), epsilon_word(i + 1u), bitcast<i32>(epsilon_word(i + 2u)));
}

// Digit j of a number that stands in the words of ε: its lowest place, then eight digits, two a word.
fn epsilon_digit(first: u32, j: i32) -> u32 {
  let i = u32(j - bitcast<i32>(epsilon_word(first)));
  if (i > 7u) {
    return 0u;
  }
  return (epsilon_word(first + 1u + (i >> 1u)) >> ((i & 1u) << 4u)) & 0xffffu;
}

fn digit_or_zero(j: i32) -> u32 {
  if (j < 0 || j >= i32(PLACES)) {
    return 0u;
  }
  return digit(u32(j));
}

// Cut, not rounded. Zero for the sum 0.
fn leading(top: u32) -> Scaled {
  // Terms have 24 · POWER bits, and there are at most 2^32.
  var j = min(i32((exponent_field(top) * POWER + 24u * POWER + 32u) >> 4u), i32(PLACES) - 1);
  while (j > 0 && digit_or_zero(j) == 0u) {
    j--;
  }
  let high = (digit_or_zero(j) << 16u) | digit_or_zero(j - 1);
  let low = (digit_or_zero(j - 2) << 16u) | digit_or_zero(j - 3);
  let s = countLeadingZeros(high) & 15u;
  return Scaled(
    (high << s) | ((low >> 1u) >> (31u - s)),
    (low << s) | (digit_or_zero(j - 4) >> (16u - s)),
    16 * (j - 3) - i32(s) - 150 * i32(POWER),
  );
}

// Whether the sum is below the threshold, exactly; `lead` is its leading part. All digits are compared where that is equal.
fn is_below_threshold(lead: Scaled) -> bool {
  let limit = epsilon_scaled(THRESHOLD);
  let is_equal = lead.exponent == limit.exponent && lead.high == limit.high && lead.low == limit.low;
  var j = select(0, i32(PLACES) - 1, is_equal);
  while (j > 0 && digit_or_zero(j) == epsilon_digit(THRESHOLD_DIGITS, j)) {
    j--;
  }
  let by_significand = select(lead.high < limit.high, lead.low < limit.low, lead.high == limit.high);
  let by_lead = select(lead.exponent < limit.exponent, by_significand, lead.exponent == limit.exponent);
  let by_digits = digit_or_zero(j) < epsilon_digit(THRESHOLD_DIGITS, j);
  return limit.high != 0u && (lead.high == 0u || select(by_lead, by_digits, is_equal));
}
