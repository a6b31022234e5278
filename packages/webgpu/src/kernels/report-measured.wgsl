// Writes the norm of a slice and counts its kind in the tally.
// Traffic: 16 bytes written a slice, and the tally's words.
// Limits: fewer than 2^32 slices and settled elements.
fn report(at: Place, top: u32, slice: Slice, settled: u32) {
  if (settled != 0u) {
    atomicAdd(&tally[3], settled);
  }
  if (!leads(at)) {
    return;
  }
  norms[parameters.first_norm + at.slice] = norm_of_slice(top);
  if (top > 0x7f7fffffu) {
    atomicAdd(&tally[1], 1u);
    return;
  }
  if (top == 0u) {
    atomicAdd(&tally[0], 1u);
  }
  if (slice.clamped != 0u) {
    atomicAdd(&tally[2], 1u);
  }
}
