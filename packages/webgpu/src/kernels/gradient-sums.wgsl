// Where the sums of dy·x stand: behind those of x; PRODUCT_DIGITS digits, the largest |dy|, the number of ties.
// Traffic: PRODUCT_DIGITS + DIGITS + 3 words a lane, the same for all lanes of a slice.
// Limits: none.
fn product_base_of(slice: u32) -> u32 {
  return parameters.slices * (DIGITS + 1u) + min(slice, parameters.slices - 1u) * (PRODUCT_DIGITS + 2u);
}

fn load_both_sums(at: Place) -> Heights {
  let base = product_base_of(at.slice);
  for (var j = 0u; j < PRODUCT_DIGITS; j++) {
    product_digits[j] = bitcast<i32>(atomicLoad(&sums[base + j]));
  }
  carry_product_digits();
  let steepest = atomicLoad(&sums[base + PRODUCT_DIGITS]);
  return Heights(load_sums(at), steepest, atomicLoad(&sums[base + PRODUCT_DIGITS + 1u]));
}
