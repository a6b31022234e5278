// A quotient in integers: 24 bits of the element times 40 of 1/D, rounded once to nearest, ties to even.
// Traffic: none.
// Limits: quotients are at most 1. Certain unless R's error, up to UNCERTAIN_ABOVE + UNCERTAIN_BELOW, can cross the middle.
uint decide(uint bits, Slice slice);

// k units of 2^(field - 150), k < 2^24, and the 32 bits after them.
struct Parts {
  uint k;
  uint fraction;
  int field;
};

// m in 2^23 … 2^24 - 1, of the value m · 2^(field - 150). Each step adds 8 bits of R and drops 8 that are also in `low`.
Parts parts_of(uint m, int field, Slice slice) {
  uint high = m * slice.bytes.x;
  high = (high >> 8u) + m * slice.bytes.y;
  high = (high >> 8u) + m * slice.bytes.z;
  high = (high >> 8u) + m * slice.bytes.w;
  high = (high >> 8u) + m * slice.byte_4;
  uint low = m * slice.low;
  // 63 or 64 bits. The fraction of 63 lacks its last bit, which the certificate allows for.
  bool is_long = int(high) < 0;
  uint fraction = (high << 24u) | (low >> 8u);
  return Parts(
    is_long ? high >> 8u : high >> 7u,
    is_long ? fraction : fraction + fraction,
    field + slice.exponent + int(high >> 31u)
  );
}

// Whether it is outside of 2^31 - UNCERTAIN_BELOW … 2^31 + UNCERTAIN_ABOVE, in one signed comparison.
bool is_certain(uint fraction) {
  return int(fraction + UNCERTAIN_BELOW) > int(0x80000000u + UNCERTAIN_BELOW + UNCERTAIN_ABOVE);
}

// The magnitude of a quotient of a finite element, of any exponent, before rounding.
Parts whole_parts(uint u, Slice slice) {
  uint shift = countLeadingZeros(significand(u)) - 8u;
  Parts parts = parts_of(significand(u) << shift, int(exponent_field(u)) - int(shift), slice);
  if (parts.field < 1) {
    uint lost = min(uint(1 - parts.field), 31u);
    parts = Parts(parts.k >> lost, (parts.k << (32u - lost)) | (parts.fraction >> lost), 1);
  }
  return parts;
}

// The bits of the magnitude k · 2^(field - 150), field ≥ 1; k may be 2^24.
uint composed(int field, uint k) {
  return (uint(field - 1) << 23u) + k;
}

// Of a slice that is not divided.
uint special(uint bits, uint kind) {
  if (kind == COPY) {
    return bits;
  }
  return kind == NOT_A_NUMBER || (bits & 0x7fffffffu) == 0x7f800000u ? 0x7fc00000u : bits & 0x80000000u;
}

// The result's bits, and 0 where they are certain, else 1 and they mean nothing: `settle` is for those. Results that are certain to
// be 0 stay here, subnormal elements and other subnormal results do not: no branch and no loop, which would cost all others.
uvec2 quotient(uint bits, Slice slice) {
  uint u = bits & 0x7fffffffu;
  Parts parts = parts_of((u & 0x7fffffu) | 0x800000u, int(u >> 23u), slice);
  uint magnitude = composed(parts.field, parts.k + (parts.fraction >> 31u));
  bool is_zero = u == 0u || parts.field < -24;
  bool is_plain = u > 0x7fffffu && parts.field > 0 && is_certain(parts.fraction);
  return uvec2((bits & 0x80000000u) | (is_zero ? 0u : magnitude), is_zero || is_plain ? 0u : 1u);
}

// What `quotient` is not certain of: the result's bits, and 1 where it took exact arithmetic, else 0.
uvec2 settle(uint bits, Slice slice) {
  Parts parts = whole_parts(bits & 0x7fffffffu, slice);
  if (is_certain(parts.fraction)) {
    return uvec2((bits & 0x80000000u) | composed(parts.field, parts.k + (parts.fraction >> 31u)), 0u);
  }
  return uvec2(decide(bits, slice), 1u);
}
