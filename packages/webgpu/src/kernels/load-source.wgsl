// Reads an element from a buffer of its own.
// Traffic: 4 bytes.
// Limits: none.
fn load(i: u32) -> u32 {
  return source[i];
}
