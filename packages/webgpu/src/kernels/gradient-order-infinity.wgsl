// p = ∞: g·Σ(dy·y) is sign(x)·Σ(dy·x)/D at the largest magnitude, shared equally, and 0 elsewhere.
// Traffic: none.
// Limits: none.
fn factors_of(product: Extended, sum: Extended, operand: Extended, slice: Slice, heights: Heights) -> Factors {
  let reciprocal = extended_quotient(extended_of_integer(1u), operand);
  let all = extended_product(product, reciprocal);
  return Factors(reciprocal, extended_quotient(all, extended_of_integer(heights.ties)));
}

fn slope_of(x: u32, share: Extended, heights: Heights) -> Extended {
  return signed_or_zero(share, x, (x & 0x7fffffffu) == heights.top);
}
