// Of other orders than p = ∞ no element is the largest one: no magnitude has these bits.
// Traffic: none.
// Limits: none.
uint top_of(uint slice) {
  return 0xffffffffu;
}
