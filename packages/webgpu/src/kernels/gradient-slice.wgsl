// A slice's gradient by one workgroup.
// Traffic: reads x and dy twice (the second time from cache, as a rule), writes dx once.
// Limits: none.
fn main_of(at: Place) {
  write_gradient(at, merge_both(at, measure_both(at)));
}
