// p = 2, D = √S or √(S + ε): g·Σ(dy·y) is x·Σ(dy·x)/D².
// Traffic: none.
// Limits: slice's 1/D is good to 2^-36; one step of Newton's iteration squares that.
fn factors_of(product: Extended, sum: Extended, operand: Extended, slice: Slice, heights: Heights) -> Factors {
  let rough = extended_from(0u, slice.exponent - 39i, slice.byte_4, slice.low);
  let one = extended_product(operand, extended_product(rough, rough));
  let error = extended_product(rough, extended_difference(extended_of_integer(1u), one));
  let reciprocal = extended_sum(rough, extended_halved(error));
  return Factors(reciprocal, extended_product(extended_product(product, reciprocal), reciprocal));
}

fn slope_of(x: u32, share: Extended, heights: Heights) -> Extended {
  return extended_product(extended_of(x), share);
}
