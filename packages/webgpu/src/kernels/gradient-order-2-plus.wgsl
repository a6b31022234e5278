// p = 2, D = √S + ε: g·Σ(dy·y) is x·Σ(dy·x)/(D·√S).
// Traffic: none.
// Limits: root_of is good to 2^-36; one step of Heron's iteration squares that.
fn factors_of(product: Extended, sum: Extended, operand: Extended, slice: Slice, heights: Heights) -> Factors {
  let rough = extended_of_scaled(root_of(Scaled(sum.high, sum.low, sum.exponent)));
  let norm = extended_halved(extended_sum(rough, extended_quotient(sum, rough)));
  let added = extended_of_scaled(epsilon_scaled(EPSILON));
  let reciprocal = extended_quotient(extended_of_integer(1u), extended_sum(norm, added));
  return Factors(reciprocal, extended_quotient(extended_product(product, reciprocal), norm));
}

fn slope_of(x: u32, share: Extended, heights: Heights) -> Extended {
  return extended_product(extended_of(x), share);
}
