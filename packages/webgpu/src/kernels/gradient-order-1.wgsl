// p = 1: g·Σ(dy·y) is sign(x)·Σ(dy·x)/D.
// Traffic: none.
// Limits: none.
fn factors_of(product: Extended, sum: Extended, operand: Extended, slice: Slice, heights: Heights) -> Factors {
  let reciprocal = extended_quotient(extended_of_integer(1u), operand);
  return Factors(reciprocal, extended_product(product, reciprocal));
}

fn slope_of(x: u32, share: Extended, heights: Heights) -> Extended {
  return signed_or_zero(share, x, (x & 0x7fffffffu) > 0u);
}
