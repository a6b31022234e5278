// The thread of a short slice adds up all of it.
// Traffic: none.
// Limits: src/parts.ts keeps slices short, since drivers end draws that take seconds.
Place whole_slice(uint slice) {
  return place_of(slice, 0u, size_length());
}
