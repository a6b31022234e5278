// A slice by one workgroup that keeps the elements between sum and quotients: KEPT of them a lane.
// Traffic: reads and writes the elements once; the few that are marked are read again.
// Limits: slices of at most KEPT · slice_lanes elements; KEPT ≤ 32.
var<private> kept: array<u32, KEPT>;

fn main_of(at: Place) {
  clear_sum();
  var lane_top = 0u;
  var i = at.first;
  for (var n = 0u; n < KEPT && i < at.end; n++) {
    kept[n] = load(i);
    lane_top = max(lane_top, kept[n] & 0x7fffffffu);
    i += at.step;
  }
  move_window(lane_top);
  i = at.first;
  var far = 0u;
  for (var n = 0u; n < KEPT && i < at.end; n++) {
    far |= select(1u << n, 0u, add_near(kept[n] & 0x7fffffffu));
    i += at.step;
  }
  for (; far != 0u; far &= far - 1u) {
    add_digits(load(at.first + firstTrailingBit(far) * at.step) & 0x7fffffffu);
  }
  carry_sum();
  let top = merge(at, lane_top);
  let slice = finish_slice(top);
  i = at.first;
  for (; slice.kind != DIVIDE && i < at.end; i += at.step) {
    destination[i] = special(load(i), slice.kind);
  }
  var rare = 0u;
  for (var n = 0u; n < KEPT && i < at.end; n++) {
    let result = quotient(kept[n], slice);
    if (result.y == 0u) {
      destination[i] = result.x;
    }
    rare |= select(1u << n, 0u, result.y == 0u);
    i += at.step;
  }
  report(at, top, slice, settle_rare(at.first, at.step, rare, slice));
}
