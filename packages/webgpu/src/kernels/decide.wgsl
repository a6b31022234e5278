// The exact rounding of one quotient: the sign of x - t·D for the boundary t between two neighbouring float32, in digits of 16 bits
// that pass by from the lowest column on. Traffic: the uniform.
// Limits: t·D is close to x, so that no column beyond x's own six counts. Rare, and slow.

// digits · 2^(16 · place).
struct Factor {
  digits: vec4<u32>,
  place: i32,
}

// value · 2^exponent.
fn factor(value: vec2<u32>, exponent: i32) -> Factor {
  let s = u32(exponent & 15);
  let high = (value.x << s) | ((value.y >> 1u) >> (31u - s));
  let low = value.y << s;
  return Factor(vec4<u32>(low & 0xffffu, low >> 16u, high & 0xffffu, high >> 16u), exponent >> 4u);
}

const SUM_DIGITS = 0u;
const EPSILON_DIGITS = 1u;
const SQUARE_DIGITS = 2u;

fn source_digit(source: u32, j: i32) -> u32 {
  if (source == SUM_DIGITS) {
    return digit_or_zero(j);
  }
  return epsilon_digit(select(EPSILON_PLACE, SQUARE_PLACE, source == SQUARE_DIGITS), j);
}

// Column k of factor times source: low and high halves of the products.
fn column(by: Factor, source: u32, k: i32) -> vec2<i32> {
  var halves = vec2<u32>();
  for (var i = 0u; i < 4u; i++) {
    let product = by.digits[i] * source_digit(source, k - by.place - i32(i));
    halves += vec2<u32>(product & 0xffffu, product >> 16u);
  }
  return vec2<i32>(halves);
}

// The sign of gain + squares · ε² - sums · sum - epsilons · ε.
fn sign_of(gain: Factor, sums: Factor, epsilons: Factor, squares: Factor) -> i32 {
  var k = min(gain.place, min(sums.place, epsilons.place + bitcast<i32>(epsilon_word(EPSILON_PLACE))));
  if (IS_SURD) {
    k = min(k, squares.place + bitcast<i32>(epsilon_word(SQUARE_PLACE)));
  }
  var carry = vec2<i32>();
  var seen = 0;
  for (; k < gain.place + 6; k++) {
    let i = k - gain.place;
    var halves = vec2<i32>(select(0, i32(gain.digits[u32(i) & 3u]), i >= 0 && i < 4), 0);
    halves -= column(sums, SUM_DIGITS, k) + column(epsilons, EPSILON_DIGITS, k);
    if (IS_SURD) {
      halves += column(squares, SQUARE_DIGITS, k);
    }
    let total = halves.x + carry.x + carry.y;
    seen |= total & 0xffff;
    carry = vec2<i32>(total >> 16u, halves.y);
  }
  let rest = carry.x + carry.y;
  return select(select(0, 1, rest > 0 || seen != 0), -1, rest < 0);
}

// The sign of x - t·D, x = m · 2^(field - 150), t = twice · 2^(exponent).
fn sign_beside(m: u32, field: i32, twice: u32, exponent: i32, clamped: bool) -> i32 {
  let x = factor(vec2<u32>(0u, m), field);
  let t = factor(vec2<u32>(0u, twice), exponent);
  let none = Factor(vec4<u32>(), x.place);
  if (!IS_ROOT || (clamped && !OF_SQUARE)) {
    var epsilons = none;
    var sums = t;
    if (FORM == PLUS || clamped) {
      epsilons = t;
    }
    if (clamped) {
      sums = none;
    }
    return sign_of(x, sums, epsilons, none);
  }
  let x2 = factor(wide_product(m, m), 2 * field);
  let t2 = factor(wide_product(twice, twice), 2 * exponent);
  if (IS_SURD) {
    if (sign_of(x, none, t, none) < 1) {
      return -1;
    }
    return sign_of(x2, t2, factor(wide_product(m, twice), field + exponent + 1), t2);
  }
  let absent = Factor(vec4<u32>(), x2.place);
  if (clamped) {
    return sign_of(x2, absent, t2, absent);
  }
  if (FORM == PLUS) {
    return sign_of(x2, t2, t2, absent);
  }
  return sign_of(x2, t2, absent, absent);
}

// The result's bits for a finite element of a slice that is divided.
fn decide(bits: u32, slice: Slice) -> u32 {
  recall(slice.top);
  let u = bits & 0x7fffffffu;
  let parts = whole_parts(u, slice);
  let side = sign_beside(significand(u), i32(exponent_field(u)), 2u * parts.k + 1u, parts.field - 151, slice.clamped != 0u);
  let up = select(select(0u, 1u, side > 0), parts.k & 1u, side == 0);
  return (bits & 0x80000000u) | composed(parts.field, parts.k + up);
}
