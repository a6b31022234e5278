// Adds a lane's elements, then their products with dy, to its private sums, in blocks: a product outside of the window of its registers
// is marked in a bit and added after the block. Traffic: reads x twice and dy once; those of the lane's first few, and what was marked,
// again. Limits: blocks have at most 32 elements. One loop for both takes longer on SwiftShader: it has too few registers.
const AHEAD = 8u;

// The sum of the exponent fields of a product that is not 0.
fn place_of_product(x: u32, dy: u32) -> u32 {
  let u = x & 0x7fffffffu;
  let v = dy & 0x7fffffffu;
  return select(exponent_field(u) + exponent_field(v), 0u, min(u, v) == 0u);
}

fn measure_both(at: Place) -> Heights {
  var heights = Heights(measure_part(at), 0u, 0u);
  clear_product();
  var place = 0u;
  let block = block_of(at);
  var i = at.first;
  for (var k = 0u; k < AHEAD && i < at.end; k++) {
    place = max(place, place_of_product(load(i), load_upstream(i)));
    i += at.step;
  }
  i = at.first;
  while (i < at.end) {
    for (; place > product_place;) {
      move_products(place);
    }
    let start = i;
    let stop = i + min(at.end - i, block);
    var bit = 1u;
    var far = 0u;
    for (; i < stop; i += at.step) {
      let x = load(i);
      let dy = load_upstream(i);
      heights.ties += u32((x & 0x7fffffffu) == heights.top);
      heights.steepest = max(heights.steepest, dy & 0x7fffffffu);
      place = max(place, place_of_product(x, dy));
      far |= select(bit, 0u, add_product(x, dy));
      bit <<= 1u;
    }
    for (; far != 0u; far &= far - 1u) {
      let k = start + firstTrailingBit(far) * at.step;
      add_far_product(load(k), load_upstream(k));
    }
    carry_products();
  }
  finish_products();
  return heights;
}
