// What the elements of a slice share: its kind, and 1/D to 40 bits.
// Traffic: none.
// Limits: sums of slices with NaN or ±∞ mean nothing and are not looked at.
const DIVIDE = 0u;
const COPY = 1u;
const INFINITE = 2u;
const NOT_A_NUMBER = 3u;

struct Slice {
  kind: u32,
  // 1 where ε takes the place of the norm, else 0.
  clamped: u32,
  top: u32,
  // 1/D is R · 2^(exponent - 39), R of 40 bits: its bytes, the lowest first, and its low word.
  bytes: vec4<u32>,
  byte_4: u32,
  low: u32,
  exponent: i32,
}

fn kind_of(top: u32) -> u32 {
  if (top > 0x7f800000u) {
    return NOT_A_NUMBER;
  }
  if (top == 0x7f800000u) {
    return INFINITE;
  }
  return select(DIVIDE, COPY, top == 0u);
}

// Of a slice whose largest magnitude has the bits `top`. Without branches: where there is no 1/D, some integers that nobody reads.
fn finish_slice(top: u32) -> Slice {
  recall(top);
  let lead = leading(top);
  let is_clamped = FORM > PLUS && top < 0x7f800000u && is_below_threshold(lead);
  var r = reciprocal_of(operand_of(lead));
  if (FORM == FLOOR && is_clamped) {
    r.high = epsilon_word(CLAMPED_RECIPROCAL);
    r.low = epsilon_word(CLAMPED_RECIPROCAL + 1u);
    r.exponent = bitcast<i32>(epsilon_word(CLAMPED_RECIPROCAL + 2u));
  }
  return Slice(
    select(kind_of(top), COPY, FORM == KEEP && is_clamped),
    u32(is_clamped),
    top,
    (vec4<u32>(r.low) >> vec4<u32>(0u, 8u, 16u, 24u)) & vec4<u32>(0xffu),
    r.high,
    r.low,
    r.exponent + 39,
  );
}
