// D is √S or √(S + ε), the root of the operand: p = 2 but for ε added to the norm.
// Traffic: the uniform.
// Limits: S is not 0; for slices that ε does not clamp.
fn operand_of(lead: Scaled) -> Scaled {
  if (FORM == PLUS) {
    return scaled_sum(lead, epsilon_scaled(EPSILON));
  }
  return lead;
}

fn reciprocal_of(operand: Scaled) -> Reciprocal {
  return reciprocal_root(operand);
}
