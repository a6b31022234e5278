// Adds the digits of a slice's lanes in workgroup memory; every lane takes the whole sum back.
// Traffic: none outside the workgroup.
// Limits: carried digits are below 2^16, so 2^16 lanes could add before a word overflows.
const MERGED_WORDS = DIGITS + 1u;
var<workgroup> merged: array<atomic<u32>, (workgroup_lanes / slice_lanes) * MERGED_WORDS>;

fn merge(at: Place, top: u32) -> u32 {
  let base = at.slot * MERGED_WORDS;
  for (var j = lowest_digit; j <= highest_digit; j++) {
    let own = sum_digits[j];
    if (own != 0u) {
      atomicAdd(&merged[base + j], own);
    }
  }
  atomicMax(&merged[base + DIGITS], top);
  workgroupBarrier();
  for (var j = 0u; j < DIGITS; j++) {
    sum_digits[j] = atomicLoad(&merged[base + j]);
  }
  all_digits();
  carry_sum();
  return atomicLoad(&merged[base + DIGITS]);
}
