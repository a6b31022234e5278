// The digits of a finished sum where the lane that added them up divides too.
// Traffic: none.
// Limits: carry_sum came before.
uint digit(uint j) {
  return sum_digits[j];
}

// The digits of a sum do not depend on the slice's largest magnitude.
void recall(uint top) {}
