// Which elements a thread adds up: some of one slice, as addresses of values.
// Traffic: none.
// Limits: addresses below 2^31.
struct Place {
  uint first;
  uint end;
  uint step;
};

// Elements `from` … `to` - 1 of a slice.
Place place_of(uint slice, uint from, uint to) {
  uint inner = size_inner();
  uint start = slice / inner * size_stride() + slice % inner;
  return Place(start + from * inner, start + to * inner, inner);
}
