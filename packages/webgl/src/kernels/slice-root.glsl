// D is √S or √(S + ε), the root of the operand: p = 2 but for ε added to the norm.
// Traffic: the words of ε.
// Limits: S is not 0; for slices that ε does not clamp.
Scaled operand_of(Scaled lead) {
  if (FORM == PLUS) {
    return scaled_sum(lead, epsilon_scaled(EPSILON));
  }
  return lead;
}

Reciprocal reciprocal_of(Scaled operand) {
  return reciprocal_root(operand);
}
