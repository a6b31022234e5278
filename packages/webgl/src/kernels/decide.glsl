// The exact rounding of one quotient: the sign of x - t·D for the boundary t between two neighbouring float32, in digits of 16 bits
// that pass by from the lowest column on. Traffic: the words of ε.
// Limits: t·D is close to x, so that no column beyond x's own six counts. Rare, and slow.

// digits · 2^(16 · place).
struct Factor {
  uvec4 digits;
  int place;
};

// value · 2^exponent.
Factor factor(uvec2 value, int exponent) {
  uint s = uint(exponent & 15);
  uint high = (value.x << s) | ((value.y >> 1u) >> (31u - s));
  uint low = value.y << s;
  return Factor(uvec4(low & 0xffffu, low >> 16u, high & 0xffffu, high >> 16u), exponent >> 4u);
}

const uint SUM_DIGITS = 0u;
const uint EPSILON_DIGITS = 1u;
const uint SQUARE_DIGITS = 2u;

uint source_digit(uint source, int j) {
  if (source == SUM_DIGITS) {
    return digit_or_zero(j);
  }
  return epsilon_digit(source == SQUARE_DIGITS ? SQUARE_PLACE : EPSILON_PLACE, j);
}

// Column k of factor times source: low and high halves of the products.
ivec2 column(Factor by, uint source, int k) {
  uvec2 halves = uvec2(0u);
  for (uint i = 0u; i < 4u; i++) {
    uint product = by.digits[i] * source_digit(source, k - by.place - int(i));
    halves += uvec2(product & 0xffffu, product >> 16u);
  }
  return ivec2(halves);
}

// The sign of gain + squares · ε² - sums · sum - epsilons · ε.
int sign_of(Factor gain, Factor sums, Factor epsilons, Factor squares) {
  int k = min(gain.place, min(sums.place, epsilons.place + int(epsilon_word(EPSILON_PLACE))));
  if (IS_SURD) {
    k = min(k, squares.place + int(epsilon_word(SQUARE_PLACE)));
  }
  ivec2 carry = ivec2(0);
  int seen = 0;
  for (; k < gain.place + 6; k++) {
    int i = k - gain.place;
    ivec2 halves = ivec2(i >= 0 && i < 4 ? int(gain.digits[uint(i) & 3u]) : 0, 0);
    halves -= column(sums, SUM_DIGITS, k) + column(epsilons, EPSILON_DIGITS, k);
    if (IS_SURD) {
      halves += column(squares, SQUARE_DIGITS, k);
    }
    int total = halves.x + carry.x + carry.y;
    seen |= total & 0xffff;
    carry = ivec2(total >> 16u, halves.y);
  }
  int rest = carry.x + carry.y;
  return rest < 0 ? -1 : rest > 0 || seen != 0 ? 1 : 0;
}

// The sign of x - t·D, x = m · 2^(field - 150), t = twice · 2^(exponent).
int sign_beside(uint m, int field, uint twice, int exponent, bool clamped) {
  Factor x = factor(uvec2(0u, m), field);
  Factor t = factor(uvec2(0u, twice), exponent);
  Factor none = Factor(uvec4(0u), x.place);
  if (!IS_ROOT || (clamped && !OF_SQUARE)) {
    Factor epsilons = none;
    Factor sums = t;
    if (FORM == PLUS || clamped) {
      epsilons = t;
    }
    if (clamped) {
      sums = none;
    }
    return sign_of(x, sums, epsilons, none);
  }
  Factor x2 = factor(wide_product(m, m), 2 * field);
  Factor t2 = factor(wide_product(twice, twice), 2 * exponent);
  if (IS_SURD) {
    if (sign_of(x, none, t, none) < 1) {
      return -1;
    }
    return sign_of(x2, t2, factor(wide_product(m, twice), field + exponent + 1), t2);
  }
  Factor absent = Factor(uvec4(0u), x2.place);
  if (clamped) {
    return sign_of(x2, absent, t2, absent);
  }
  if (FORM == PLUS) {
    return sign_of(x2, t2, t2, absent);
  }
  return sign_of(x2, t2, absent, absent);
}

// The result's bits for a finite element of a slice that is divided.
uint decide(uint bits, Slice slice) {
  recall(slice.top);
  uint u = bits & 0x7fffffffu;
  Parts parts = whole_parts(u, slice);
  int side = sign_beside(significand(u), int(exponent_field(u)), 2u * parts.k + 1u, parts.field - 151, slice.clamped != 0u);
  uint up = side == 0 ? parts.k & 1u : side > 0 ? 1u : 0u;
  return (bits & 0x80000000u) | composed(parts.field, parts.k + up);
}
