// The gradient of a part of a slice that earlier dispatches measured.
// Traffic: reads x and dy once, writes dx once.
// Limits: none.
fn main_of(at: Place) {
  write_gradient(at, load_both_sums(at));
}
