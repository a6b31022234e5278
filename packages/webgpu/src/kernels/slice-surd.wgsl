// D is √S + ε: p = 2 with ε added to the norm.
// Traffic: the uniform.
// Limits: S is not 0. The root is R · S, cut: with R's error, 1/D lies between R - 2 - 2^-10 and R + 1 + 2^-10.
fn operand_of(lead: Scaled) -> Scaled {
  return scaled_sum(root_of(lead), epsilon_scaled(EPSILON));
}

fn reciprocal_of(operand: Scaled) -> Reciprocal {
  return reciprocal(operand);
}

// √w, at most 2^-39 of it too small.
fn root_of(w: Scaled) -> Scaled {
  let r = reciprocal_root(w);
  let y = vec2<u32>((r.high << 24u) | (r.low >> 8u), r.low << 24u);
  var product = wide_product(w.high, y.x);
  product = wide_sum(product, vec2<u32>(0u, wide_product(w.high, y.y).x));
  product = wide_sum(product, vec2<u32>(0u, wide_product(w.low, y.x).x));
  return normalized(product.x, product.y, w.exponent + r.exponent + 40);
}
