// The entry: workgroups beyond 65535 go on in y, the last row of them may be longer than the work.
// Traffic: none.
// Limits: fewer than 2^32 workgroups.
@compute @workgroup_size(workgroup_lanes)
fn main(
  @builtin(workgroup_id) workgroup: vec3<u32>,
  @builtin(num_workgroups) count: vec3<u32>,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = workgroup.y * count.x + workgroup.x;
  if (index >= parameters.workgroups) {
    return;
  }
  main_of(place_of(index, lane));
}
