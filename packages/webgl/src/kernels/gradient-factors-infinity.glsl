// p = ∞: g·Σ(dy·y) is sign(x)·Σ(dy·x)/D at the largest magnitude, shared equally, and 0 elsewhere.
// Traffic: the words of ε; the number of ties, 16 bytes a part of the slice.
// Limits: fewer than 2^32 ties.
Extended reciprocal_of_denominator(Scaled lead) {
  return extended_quotient(extended_of_integer(1u), extended_of_scaled(operand_of(lead)));
}

Extended share_of(Extended product, Extended reciprocal, Scaled lead, uint slice) {
  uint ties = 0u;
  for (uint part = 0u; part < size_parts(); part++) {
    ties += whole(fetch_productRanges(slice * size_parts() + part)).z;
  }
  return extended_quotient(extended_product(product, reciprocal), extended_of_integer(max(ties, 1u)));
}
