// Takes the sum of a slice, measured by an earlier dispatch; every lane for itself.
// Traffic: DIGITS + 1 words a lane, the same for all lanes of a slice.
// Limits: none.
fn load_sums(at: Place) -> u32 {
  let base = min(at.slice, parameters.slices - 1u) * (DIGITS + 1u);
  for (var j = 0u; j < DIGITS; j++) {
    sum_digits[j] = atomicLoad(&sums[base + j]);
  }
  all_digits();
  carry_sum();
  return atomicLoad(&sums[base + DIGITS]);
}
