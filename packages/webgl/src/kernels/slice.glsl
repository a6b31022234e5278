// What the elements of a slice share: its kind, and 1/D to 40 bits.
// Traffic: none.
// Limits: sums of slices with NaN or ±∞ mean nothing and are not looked at.
const uint DIVIDE = 0u;
const uint COPY = 1u;
const uint INFINITE = 2u;
const uint NOT_A_NUMBER = 3u;

struct Slice {
  uint kind;
  // 1 where ε takes the place of the norm, else 0.
  uint clamped;
  uint top;
  // 1/D is R · 2^(exponent - 39), R of 40 bits: its bytes, the lowest first, and its low word.
  uvec4 bytes;
  uint byte_4;
  uint low;
  int exponent;
};

uint kind_of(uint top) {
  if (top > 0x7f800000u) {
    return NOT_A_NUMBER;
  }
  if (top == 0x7f800000u) {
    return INFINITE;
  }
  return top == 0u ? COPY : DIVIDE;
}

// Of a slice whose largest magnitude has the bits `top`. Without branches: where there is no 1/D, some integers that nobody reads.
Slice finish_slice(uint top) {
  recall(top);
  Scaled lead = leading(top);
  bool is_clamped = FORM > PLUS && top < 0x7f800000u && is_below_threshold(lead);
  Reciprocal r = reciprocal_of(operand_of(lead));
  if (FORM == FLOOR && is_clamped) {
    r.high = epsilon_word(CLAMPED_RECIPROCAL);
    r.low = epsilon_word(CLAMPED_RECIPROCAL + 1u);
    r.exponent = int(epsilon_word(CLAMPED_RECIPROCAL + 2u));
  }
  return Slice(
    FORM == KEEP && is_clamped ? COPY : kind_of(top),
    uint(is_clamped),
    top,
    (uvec4(r.low) >> uvec4(0u, 8u, 16u, 24u)) & uvec4(0xffu),
    r.high,
    r.low,
    r.exponent + 39
  );
}
