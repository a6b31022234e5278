// p = 2, D = √S or √(S + ε): g·Σ(dy·y) is x·Σ(dy·x)/D².
// Traffic: the words of ε.
// Limits: reciprocal_of is good to 2^-36; one step of Newton's iteration squares that.
Extended reciprocal_of_denominator(Scaled lead) {
  Scaled operand = operand_of(lead);
  Reciprocal r = reciprocal_of(operand);
  Extended rough = extended_from(0u, r.exponent, r.high, r.low);
  Extended one = extended_product(extended_of_scaled(operand), extended_product(rough, rough));
  Extended error = extended_product(rough, extended_difference(extended_of_integer(1u), one));
  return extended_sum(rough, extended_halved(error));
}

Extended share_of(Extended product, Extended reciprocal, Scaled lead, uint slice) {
  return extended_product(extended_product(product, reciprocal), reciprocal);
}
