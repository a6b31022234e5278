// dx = (dy - g·Σ(dy·y)) / D for a lane's elements, from the sums of their slice.
// Traffic: reads x and dy, writes dx.
// Limits: none; in place, an element is read before dx is written over it and never again.

// 1/D, and what every g is multiplied by or, at p = 2, every x.
struct Factors { reciprocal: Extended, share: Extended }

// The last vector of the rule: 1/D where the norm has no part in it, 0 where D = 0.
const GIVEN = RULE_VECTORS - 1u;

fn extended_halved(a: Extended) -> Extended {
  return Extended(a.sign, a.exponent - 1i, a.high, a.low);
}

fn signed_or_zero(a: Extended, x: u32, is_kept: bool) -> Extended {
  let sign = a.sign ^ (x & 0x80000000u);
  return Extended(sign, select(EXPONENT_OF_ZERO, a.exponent, is_kept), select(0u, a.high, is_kept), select(0u, a.low, is_kept));
}

fn write_gradient(at: Place, heights: Heights) {
  let slice = finish_slice(heights.top);
  let is_finite = max(heights.top, heights.steepest) < 0x7f800000u;
  var factors = Factors(extended_of_vector(parameters.rule[GIVEN]), Extended(0u, EXPONENT_OF_ZERO, 0u, 0u));
  if (is_finite && heights.top > 0u && u32(slice.clamped) == 0u) {
    let lead = leading(heights.top);
    let operand = extended_of_scaled(operand_of(lead));
    factors = factors_of(product_of_slice(), extended_of_scaled(lead), operand, slice, heights);
  }
  for (var i = at.first; i < at.end; i += at.step) {
    let slope = slope_of(load(i), factors.share, heights);
    let rest = extended_difference(extended_of(load_upstream(i)), slope);
    destination[i] = select(0x7fc00000u, float32_of(extended_product(rest, factors.reciprocal)), is_finite);
  }
}
