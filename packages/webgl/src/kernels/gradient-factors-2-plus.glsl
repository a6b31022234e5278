// p = 2, D = √S + ε: g·Σ(dy·y) is x·Σ(dy·x)/(D·√S).
// Traffic: the words of ε.
// Limits: root_of is good to 2^-36; one step of Heron's iteration squares that.
Extended norm_of(Scaled lead) {
  Extended rough = extended_of_scaled(root_of(lead));
  return extended_halved(extended_sum(rough, extended_quotient(extended_of_scaled(lead), rough)));
}

Extended reciprocal_of_denominator(Scaled lead) {
  Extended added = extended_of_scaled(epsilon_scaled(EPSILON));
  return extended_quotient(extended_of_integer(1u), extended_sum(norm_of(lead), added));
}

Extended share_of(Extended product, Extended reciprocal, Scaled lead, uint slice) {
  return extended_quotient(extended_product(product, reciprocal), norm_of(lead));
}
