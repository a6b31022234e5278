// The norm of a slice by one workgroup.
// Traffic: reads the elements once, writes 16 bytes a slice.
// Limits: none.
fn main_of(at: Place) {
  let top = merge(at, measure_part(at));
  if (leads(at)) {
    norms[parameters.first_norm + at.slice] = norm_of_slice(top);
  }
}
