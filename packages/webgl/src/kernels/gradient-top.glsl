// The bits of a slice's largest magnitude, for p = ∞.
// Traffic: 16 bytes.
// Limits: of what is not finite or 0, some bits.
uint top_of(uint slice) {
  return magnitude_of_norm(whole(fetch_norms(slice)));
}
