// 1/w and 1/√w to 40 bits by Newton's iteration on integers: 16 bits, 32, 40. The number of steps is fixed; docs/numerics.md,
// "On a GPU", bounds the error. Traffic: none.
// Limits: w is not 0. With R units the result, the true one lies between R - 2^-12 and R + 1 + 2^-12.

// (high · 2^32 + low) · 2^exponent, from 2^39 - 1 to 2^40 - 1 times 2^exponent.
struct Reciprocal {
  uint high;
  uint low;
  int exponent;
};

// y · residual / 2^63, residual signed: the correction of y in 2^31 … 2^32, saturated.
uint corrected(uint y, uvec2 residual) {
  bool is_negative = residual.x >= 0x80000000u;
  uvec2 size = is_negative ? wide_negative(residual) : residual;
  uint step = wide_product(y, (size.x << 1u) | (size.y >> 31u)).x;
  uint grown = y + step;
  return is_negative ? y - step : grown < y ? 0xffffffffu : grown;
}

// y · 2^8 + y · residual / 2^55 for |residual| < 2^42, less than 2^40, rounded down.
uvec2 lengthened(uint y, uvec2 residual) {
  bool is_negative = residual.x >= 0x80000000u;
  uvec2 size = is_negative ? wide_negative(residual) : residual;
  uint step = wide_product(y, (size.x << 22u) | (size.y >> 10u)).x >> 13u;
  uvec2 start = uvec2(y >> 24u, y << 8u);
  uvec2 change = is_negative ? wide_negative(uvec2(0u, step + 1u)) : uvec2(0u, step);
  uvec2 sum = wide_sum(start, change);
  return sum.x > 0xffu ? uvec2(0xffu, 0xffffffffu) : sum;
}

// (1 - v·y²) · 2^62 for v = (high, low) / 2^64, y / 2^31; within 3.
uvec2 residual_of_root(Scaled v, uint y) {
  uvec2 square = wide_product(y, y);
  uvec2 product = wide_product(v.high, square.x);
  product = wide_sum(product, uvec2(0u, wide_product(v.high, square.y).x));
  product = wide_sum(product, uvec2(0u, wide_product(v.low, square.x).x));
  return wide_sum(uvec2(0x40000000u, 0u), wide_negative(product));
}

// (1 - w·y) · 2^63 for w = (high, low) / 2^64, y / 2^31; within 1.
uvec2 residual_of_reciprocal(Scaled w, uint y) {
  uvec2 product = wide_product(w.high, y);
  product = wide_sum(product, uvec2(0u, wide_product(w.low, y).x));
  return wide_sum(uvec2(0x80000000u, 0u), wide_negative(product));
}

Reciprocal reciprocal(Scaled w) {
  uint seed = 0xffffffffu / (w.high >> 16u);
  uint y = min(seed, 0x1ffffu) << 15u;
  y = corrected(y, residual_of_reciprocal(w, y));
  uvec2 r = lengthened(y, residual_of_reciprocal(w, y));
  return Reciprocal(r.x, r.y, -w.exponent - 103);
}

// The exponent is made even first.
Reciprocal reciprocal_root(Scaled w) {
  uint odd = uint(w.exponent & 1);
  uvec2 shifted = shift_right(uvec2(w.high, w.low), odd);
  Scaled v = Scaled(shifted.x, shifted.y, w.exponent + int(odd));
  uint top = v.high >> 16u;
  // 2.2 - 1.25·v, within 12 % of 1/√v.
  uint rough = 72089u - ((top * 5u) >> 3u);
  for (int i = 0; i < 3; i++) {
    int residual = 0x4000 - int((top * ((rough * rough) >> 16u)) >> 16u);
    rough = min(uint(int(rough) + ((int(rough) * residual) >> 15u)), 0xffffu);
  }
  uint y = rough << 16u;
  y = corrected(y, residual_of_root(v, y));
  uvec2 r = lengthened(y, residual_of_root(v, y));
  return Reciprocal(r.x, r.y, -(v.exponent >> 1u) - 71);
}
