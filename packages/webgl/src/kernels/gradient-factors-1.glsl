// p = 1: g·Σ(dy·y) is sign(x)·Σ(dy·x)/D.
// Traffic: the words of ε.
// Limits: none.
Extended reciprocal_of_denominator(Scaled lead) {
  return extended_quotient(extended_of_integer(1u), extended_of_scaled(operand_of(lead)));
}

Extended share_of(Extended product, Extended reciprocal, Scaled lead, uint slice) {
  return extended_product(product, reciprocal);
}
