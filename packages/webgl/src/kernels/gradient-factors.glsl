// What all elements of a slice share, a thread each: in turn 0 1/D, flagged where dx is NaN, in turn 1 what every g or, at p = 2,
// every x is multiplied by, over D. Traffic: reads 16 bytes of the norm, 16 of Σ dy·x, the words of ε; writes 16.
// Limits: none.

// Words of `rule` behind those of ε: 1/D where the norm has no part in it, 0 where D = 0.
const uint GIVEN = EPSILON_WORDS;

Extended given_reciprocal() {
  return Extended(
    epsilon_word(GIVEN),
    int(epsilon_word(GIVEN + 1u)),
    epsilon_word(GIVEN + 2u),
    epsilon_word(GIVEN + 3u)
  );
}

vec4 texel(uint slice) {
  bool is_share = size_turn() == 1u;
  uvec4 norm = whole(fetch_norms(slice));
  uvec4 product = whole(fetch_products(slice));
  uint kind = norm.w & 3u;
  bool is_finite = (kind == DIVIDE || kind == COPY) && (product.w & FLAG) == 0u;
  Extended result = Extended(0u, EXPONENT_OF_ZERO, 0u, 0u);
  if (!is_share) {
    result = given_reciprocal();
  }
  if (is_finite && kind == DIVIDE && (norm.w & CLAMPED_NORM) == 0u) {
    Scaled lead = leading_of_norm(norm);
    Extended reciprocal = reciprocal_of_denominator(lead);
    result = reciprocal;
    if (is_share) {
      result = extended_product(share_of(extended_of_texel(product), reciprocal, lead, slice), reciprocal);
    }
  }
  return whole_of(texel_of_extended(result, is_finite ? 0u : FLAG));
}
