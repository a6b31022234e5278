// D is √S + ε: p = 2 with ε added to the norm.
// Traffic: the words of ε.
// Limits: S is not 0. The root is R · S, cut: with R's error, 1/D lies between R - 2 - 2^-10 and R + 1 + 2^-10.

// √w, at most 2^-39 of it too small.
Scaled root_of(Scaled w) {
  Reciprocal r = reciprocal_root(w);
  uvec2 y = uvec2((r.high << 24u) | (r.low >> 8u), r.low << 24u);
  uvec2 product = wide_product(w.high, y.x);
  product = wide_sum(product, uvec2(0u, wide_product(w.high, y.y).x));
  product = wide_sum(product, uvec2(0u, wide_product(w.low, y.x).x));
  return normalized(product.x, product.y, w.exponent + r.exponent + 40);
}

Scaled operand_of(Scaled lead) {
  return scaled_sum(root_of(lead), epsilon_scaled(EPSILON));
}

Reciprocal reciprocal_of(Scaled operand) {
  return reciprocal(operand);
}
