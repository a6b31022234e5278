// p = ∞: the elements of the largest magnitude have the slice's share, with their signs.
// Traffic: none.
// Limits: none.
Extended slope_of(uint x, Extended share, uint top) {
  return signed_or_zero(share, x, (x & 0x7fffffffu) == top);
}
