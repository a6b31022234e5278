// Rare elements of a short slice: the thread adds it up again, once for neighbours, term by term, which is little text.
// Traffic: reads a texel an element.
// Limits: slices of at most 2^14 elements, since digits are carried once.
uint recalled_slice = 0xffffffffu;
uint known_slice = 0xffffffffu;

uint digit(uint j) {
  return sum_digits[j];
}

void recall(uint top) {
  if (known_slice != recalled_slice) {
    known_slice = recalled_slice;
    clear_sum();
    Place at = whole_slice(recalled_slice);
    for (uint i = at.first; i < at.end; i += at.step) {
      add_digits(load(i) & 0x7fffffffu);
    }
    carry_sum();
  }
}

uint top_to_recall() {
  return 0u;
}
