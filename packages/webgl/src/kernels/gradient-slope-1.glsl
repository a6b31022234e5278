// p = 1: every element but 0 has its slice's share, with its sign.
// Traffic: none.
// Limits: none.
Extended slope_of(uint x, Extended share, uint top) {
  return signed_or_zero(share, x, (x & 0x7fffffffu) > 0u);
}
