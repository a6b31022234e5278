// Parts of long slices; threads count the parts of a slice first.
// Traffic: none.
// Limits: (part + 1) · partLength below 2^32.
Place part_of(uint index) {
  uint part = index % size_parts();
  uint from = part * size_partLength();
  return place_of(index / size_parts(), from, min(from + size_partLength(), size_length()));
}
