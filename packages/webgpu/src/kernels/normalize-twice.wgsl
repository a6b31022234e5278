// A slice by one workgroup: sum, merge, finish, scale.
// Traffic: reads the elements twice (the second time from cache, as a rule), writes them once.
// Limits: none.
fn main_of(at: Place) {
  let top = merge(at, measure_part(at));
  let slice = finish_slice(top);
  report(at, top, slice, scale_part(at, slice));
}
