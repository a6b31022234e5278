// Counts the elements of a part that have the largest magnitude of their slice, measured by an earlier dispatch.
// Traffic: reads x once, and one word; one word read and written a lane.
// Limits: none.
fn main_of(at: Place) {
  if (at.slice >= parameters.slices) {
    return;
  }
  let top = atomicLoad(&sums[at.slice * (DIGITS + 1u) + DIGITS]);
  var ties = 0u;
  for (var i = at.first; i < at.end; i += at.step) {
    ties += u32((load(i) & 0x7fffffffu) == top);
  }
  if (ties > 0u) {
    atomicAdd(&sums[product_base_of(at.slice) + PRODUCT_DIGITS + 1u], ties);
  }
}
