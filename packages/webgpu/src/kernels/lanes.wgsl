// Which elements a lane does: a workgroup is `slice_lanes` lanes a slice times slots; neighbouring lanes take neighbours in memory.
// Traffic: the uniform.
// Limits: addresses below 2^32; slice_lanes divides workgroup_lanes.
override workgroup_lanes: u32;
override slice_lanes: u32;

struct Parameters {
  length: u32,
  inner: u32,
  stride: u32,
  slices: u32,
  workgroups: u32,
  parts: u32,
  part_length: u32,
  base: u32,
  first_norm: u32,
  rule: array<vec4<u32>, RULE_VECTORS>,
}

// Elements `first`, `first + step`, … below `end`, as addresses; none for a lane that has no slice.
struct Place {
  slice: u32,
  slot: u32,
  turn: u32,
  part: u32,
  first: u32,
  end: u32,
  step: u32,
}

fn place_of(workgroup: u32, lane: u32) -> Place {
  let slots = workgroup_lanes / slice_lanes;
  let inner = parameters.inner;
  let in_rows = inner == 1u;
  var at: Place;
  at.slot = select(lane % slots, lane / slice_lanes, in_rows);
  at.turn = select(lane / slots, lane % slice_lanes, in_rows);
  at.part = workgroup % parameters.parts;
  at.slice = workgroup / parameters.parts * slots + at.slot;
  at.step = slice_lanes * inner;
  if (at.slice < parameters.slices) {
    let start = parameters.base + at.slice / inner * parameters.stride + at.slice % inner;
    let part_first = at.part * parameters.part_length;
    let part_end = min(part_first + parameters.part_length, parameters.length);
    at.first = start + (part_first + at.turn) * inner;
    at.end = start + part_end * inner;
  }
  return at;
}

fn leads(at: Place) -> bool {
  return at.slice < parameters.slices && at.turn == 0u && at.part == 0u;
}

// Addresses that 32 of a lane's elements span, at least all where that is more than there are.
fn block_of(at: Place) -> u32 {
  return select(at.step << 5u, 0x80000000u, at.step >= 0x4000000u);
}
