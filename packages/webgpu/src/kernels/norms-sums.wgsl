// The norm of a slice that an earlier dispatch measured.
// Traffic: DIGITS + 1 words read and 16 bytes written a slice.
// Limits: none.
fn main_of(at: Place) {
  let top = load_sums(at);
  if (leads(at)) {
    norms[parameters.first_norm + at.slice] = norm_of_slice(top);
  }
}
