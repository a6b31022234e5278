// A part of a slice that an earlier dispatch measured: finish, scale.
// Traffic: reads and writes the elements once.
// Limits: none.
fn main_of(at: Place) {
  let top = load_sums(at);
  let slice = finish_slice(top);
  report(at, top, slice, scale_part(at, slice));
}
