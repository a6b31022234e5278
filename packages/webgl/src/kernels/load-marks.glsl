// Marks of a block's elements in bits, and the largest of four magnitudes.
// Traffic: none.
// Limits: `marks` is not 0.
uint lowest_bit(uint marks) {
  return 31u - countLeadingZeros(marks & (~marks + 1u));
}

uint highest_of(uvec4 u) {
  return max(max(u.x, u.y), max(u.z, u.w));
}
