// What a gradient needs of a slice beside its sums.
// Traffic: none.
// Limits: none.

// The largest magnitudes of x and dy, as bits, and how many elements have that of x.
struct Heights { top: u32, steepest: u32, ties: u32 }
