// A quotient in integers: 24 bits of the element times 40 of 1/D, rounded once to nearest, ties to even.
// Traffic: none.
// Limits: quotients are at most 1. Certain unless R's error, up to UNCERTAIN_ABOVE + UNCERTAIN_BELOW, can cross the middle.

// k units of 2^(field - 150), k < 2^24, and the 32 bits after them.
struct Parts {
  k: u32,
  fraction: u32,
  field: i32,
}

// m in 2^23 … 2^24 - 1, of the value m · 2^(field - 150). Each step adds 8 bits of R and drops 8 that are also in `low`.
fn parts_of(m: u32, field: i32, slice: Slice) -> Parts {
  var high = m * slice.bytes.x;
  high = (high >> 8u) + m * slice.bytes.y;
  high = (high >> 8u) + m * slice.bytes.z;
  high = (high >> 8u) + m * slice.bytes.w;
  high = (high >> 8u) + m * slice.byte_4;
  let low = m * slice.low;
  // 63 or 64 bits. The fraction of 63 lacks its last bit, which the certificate allows for.
  let is_long = bitcast<i32>(high) < 0;
  let fraction = (high << 24u) | (low >> 8u);
  return Parts(
    select(high >> 7u, high >> 8u, is_long),
    select(fraction + fraction, fraction, is_long),
    field + slice.exponent + i32(high >> 31u),
  );
}

// Whether it is outside of 2^31 - UNCERTAIN_BELOW … 2^31 + UNCERTAIN_ABOVE, in one signed comparison.
fn is_certain(fraction: u32) -> bool {
  return bitcast<i32>(fraction + UNCERTAIN_BELOW) > bitcast<i32>(0x80000000u + UNCERTAIN_BELOW + UNCERTAIN_ABOVE);
}

// The magnitude of a quotient of a finite element, of any exponent, before rounding.
fn whole_parts(u: u32, slice: Slice) -> Parts {
  let shift = countLeadingZeros(significand(u)) - 8u;
  var parts = parts_of(significand(u) << shift, i32(exponent_field(u)) - i32(shift), slice);
  if (parts.field < 1) {
    let lost = min(u32(1 - parts.field), 31u);
    parts = Parts(parts.k >> lost, (parts.k << (32u - lost)) | (parts.fraction >> lost), 1);
  }
  return parts;
}

// The bits of the magnitude k · 2^(field - 150), field ≥ 1; k may be 2^24.
fn composed(field: i32, k: u32) -> u32 {
  return (u32(field - 1) << 23u) + k;
}

// Of a slice that is not divided.
fn special(bits: u32, kind: u32) -> u32 {
  if (kind == COPY) {
    return bits;
  }
  return select(bits & 0x80000000u, 0x7fc00000u, kind == NOT_A_NUMBER || (bits & 0x7fffffffu) == 0x7f800000u);
}

// The result's bits, and 0 where they are certain, else 1 and they mean nothing: `settle` is for those. Results that are certain to
// be 0 stay here, subnormal elements and other subnormal results do not: no branch and no loop, which would cost all others.
fn quotient(bits: u32, slice: Slice) -> vec2<u32> {
  let u = bits & 0x7fffffffu;
  let parts = parts_of((u & 0x7fffffu) | 0x800000u, i32(u >> 23u), slice);
  let magnitude = composed(parts.field, parts.k + (parts.fraction >> 31u));
  let is_zero = u == 0u || parts.field < -24;
  let is_plain = u > 0x7fffffu && parts.field > 0 && is_certain(parts.fraction);
  return vec2<u32>(
    (bits & 0x80000000u) | select(magnitude, 0u, is_zero),
    select(1u, 0u, is_zero || is_plain),
  );
}

// What `quotient` is not certain of: the result's bits, and 1 where it took exact arithmetic, else 0.
fn settle(bits: u32, slice: Slice) -> vec2<u32> {
  let parts = whole_parts(bits & 0x7fffffffu, slice);
  if (is_certain(parts.fraction)) {
    return vec2<u32>((bits & 0x80000000u) | composed(parts.field, parts.k + (parts.fraction >> 31u)), 0u);
  }
  return vec2<u32>(decide(bits, slice), 1u);
}
