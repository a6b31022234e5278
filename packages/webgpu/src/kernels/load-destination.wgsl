// Reads an element where its quotient will stand: in place.
// Traffic: 4 bytes.
// Limits: an element is read before its quotient is written.
fn load(i: u32) -> u32 {
  return destination[i];
}
