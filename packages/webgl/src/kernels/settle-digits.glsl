// Rare elements of a long slice: its digits are in a texture.
// Traffic: 16 bytes for seven digits.
// Limits: none.
uint recalled_slice = 0u;

uint digit(uint j) {
  return sum_digits[j];
}

void recall(uint top) {
  load_digits(recalled_slice);
}

uint top_to_recall() {
  return 0u;
}
