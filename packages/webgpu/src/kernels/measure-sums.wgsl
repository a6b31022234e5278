// Adds the digits of a part to the sum of its slice, which other workgroups add to as well.
// Traffic: at most DIGITS + 1 words read and written a workgroup and slice.
// Limits: carried digits are below 2^16, so 2^16 parts can add before a word overflows.
fn main_of(at: Place) {
  let top = merge(at, measure_part(at));
  if (at.slice >= parameters.slices) {
    return;
  }
  let base = at.slice * (DIGITS + 1u);
  for (var j = at.turn; j < DIGITS; j += slice_lanes) {
    let own = sum_digits[j];
    if (own != 0u) {
      atomicAdd(&sums[base + j], own);
    }
  }
  if (at.turn == 0u) {
    atomicMax(&sums[base + DIGITS], top);
  }
}
