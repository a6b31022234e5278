// dx = (dy - g·Σ(dy·y)) / D for an element, as dy/D less its share of Σ(dy·y)/D.
// Traffic: reads 32 bytes of a slice, 48 at p = ∞.
// Limits: none.
struct Factors {
  Extended reciprocal;
  Extended share;
  uint top;
  bool is_finite;
};

Factors factors_of(uint slice) {
  uvec4 reciprocal = whole(fetch_reciprocals(slice));
  uvec4 share = whole(fetch_shares(slice));
  bool is_finite = (reciprocal.w & FLAG) == 0u;
  return Factors(extended_of_texel(reciprocal), extended_of_texel(share), top_of(slice), is_finite);
}

Extended signed_or_zero(Extended a, uint x, bool is_kept) {
  uint sign = a.sign ^ (x & 0x80000000u);
  return Extended(sign, is_kept ? a.exponent : EXPONENT_OF_ZERO, is_kept ? a.high : 0u, is_kept ? a.low : 0u);
}

Extended slope_of(uint x, Extended share, uint top);

uint gradient_of(uint x, uint dy, Factors factors) {
  Extended upstream = extended_multiple(dy, factors.reciprocal);
  Extended slope = slope_of(x, factors.share, factors.top);
  return factors.is_finite ? float32_of(extended_difference(upstream, slope)) : 0x7fc00000u;
}
