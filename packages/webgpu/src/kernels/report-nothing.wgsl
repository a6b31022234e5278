// Only the quotients are wanted.
// Traffic: none.
// Limits: none.
fn report(at: Place, top: u32, slice: Slice, settled: u32) {}
