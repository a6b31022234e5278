// The words of epsilon, expanded by the host.
// Traffic: the uniform.
// Limits: i < 4 · RULE_VECTORS.
fn epsilon_word(i: u32) -> u32 {
  return parameters.rule[i / 4u][i % 4u];
}
