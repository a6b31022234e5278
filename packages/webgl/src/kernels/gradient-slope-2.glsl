// p = 2: every element has its multiple of the slice's share.
// Traffic: none.
// Limits: none.
Extended slope_of(uint x, Extended share, uint top) {
  return extended_multiple(x, share);
}
