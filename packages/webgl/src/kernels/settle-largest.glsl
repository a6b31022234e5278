// Rare elements at p = ∞: the largest magnitude is in the slice's norm.
// Traffic: 16 bytes.
// Limits: slices that are divided.
uint recalled_slice = 0u;

uint top_to_recall() {
  uvec4 norm = whole(fetch_norms(recalled_slice));
  // 24 bits of a value m · 2^(field - 150); below 1, those of a subnormal.
  int field = int(norm.w >> 4u) - NORM_BIAS + 190;
  return field < 1 ? norm.x >> uint(1 - field) : composed(field, norm.x);
}
