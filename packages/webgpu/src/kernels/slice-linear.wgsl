// D is the sum, or the sum plus ε: p = 1 and ∞.
// Traffic: the uniform.
// Limits: the sum is not 0; for slices that ε does not clamp.
fn operand_of(lead: Scaled) -> Scaled {
  if (FORM == PLUS) {
    return scaled_sum(lead, epsilon_scaled(EPSILON));
  }
  return lead;
}

fn reciprocal_of(operand: Scaled) -> Reciprocal {
  return reciprocal(operand);
}
