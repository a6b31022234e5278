// D is the sum, or the sum plus ε: p = 1 and ∞.
// Traffic: the words of ε.
// Limits: the sum is not 0; for slices that ε does not clamp.
Scaled operand_of(Scaled lead) {
  if (FORM == PLUS) {
    return scaled_sum(lead, epsilon_scaled(EPSILON));
  }
  return lead;
}

Reciprocal reciprocal_of(Scaled operand) {
  return reciprocal(operand);
}
