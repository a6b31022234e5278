// A part of a slice: adds its digits to the slice's sums, to which other workgroups add as well.
// Traffic: reads x and dy once; at most DIGITS + PRODUCT_DIGITS + 2 words read and written a workgroup and slice.
// Limits: carried digits are below 2^12, so 2^19 parts can add before a word overflows.
fn main_of(at: Place) {
  let heights = merge_both(at, measure_both(at));
  if (at.slice >= parameters.slices) {
    return;
  }
  let base = at.slice * (DIGITS + 1u);
  for (var j = at.turn; j < DIGITS; j += slice_lanes) {
    atomicAdd(&sums[base + j], sum_digits[j]);
  }
  let product_base = product_base_of(at.slice);
  for (var j = at.turn; j < PRODUCT_DIGITS; j += slice_lanes) {
    atomicAdd(&sums[product_base + j], bitcast<u32>(product_digits[j]));
  }
  if (at.turn == 0u) {
    atomicMax(&sums[base + DIGITS], heights.top);
    atomicMax(&sums[product_base + PRODUCT_DIGITS], heights.steepest);
  }
}
