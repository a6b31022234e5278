// The exact sum of dy·x for products of sums of exponent fields from product_place down to eleven less: six signed registers of
// digits of 12 bits, the lowest in units of 2^(product_place - 311). Traffic: none.
// Limits: a product adds at most 2·4095² to a register, so that 64 may come between two calls of carry_near_products.
const uint PRODUCT_WINDOW = 12u;

// 0 where there is none yet.
uint product_place;
int product_0;
int product_1;
int product_2;
int product_3;
int product_4;
int product_5;

void clear_near_products() {
  product_0 = 0;
  product_1 = 0;
  product_2 = 0;
  product_3 = 0;
  product_4 = 0;
  product_5 = 0;
}

int total_of(ivec4 a) {
  return a.x + a.y + (a.z + a.w);
}

uvec4 exponent_fields(uvec4 u) {
  return max(u >> 23u, uvec4(1u));
}

uvec4 significands(uvec4 u) {
  return (u & 0x7fffffu) | min(u & 0x7f800000u, uvec4(0x800000u));
}

// Sums of the exponent fields of products, 0 of those that are 0.
uvec4 places_of_products(uvec4 x, uvec4 dy) {
  uvec4 u = x & 0x7fffffffu;
  uvec4 v = dy & 0x7fffffffu;
  return (exponent_fields(u) + exponent_fields(v)) * min(min(u, v), uvec4(1u));
}

// x and dy of any bits; what is not finite adds garbage. Products outside of the window add nothing: their factors are 0.
void add_products(uvec4 x, uvec4 dy, uvec4 places) {
  uvec4 u = x & 0x7fffffffu;
  uvec4 v = dy & 0x7fffffffu;
  ivec4 factor = ivec4(2048) >> min(product_place - places, uvec4(PRODUCT_WINDOW));
  ivec4 sign = ivec4(x ^ dy) >> 31u;
  // Digits of 12 bits; those of dy aligned, below 2^35, and signed.
  ivec4 a = ivec4(significands(u));
  ivec4 a0 = a & 0xfff;
  ivec4 a1 = a >> 12u;
  ivec4 b = ivec4(significands(v));
  ivec4 low = (b & 0xfff) * factor;
  ivec4 rest = (b >> 12u) * factor + (low >> 12u);
  ivec4 b0 = ((low & 0xfff) ^ sign) - sign;
  ivec4 b1 = ((rest & 0xfff) ^ sign) - sign;
  ivec4 b2 = ((rest >> 12u) ^ sign) - sign;
  product_0 += total_of(a0 * b0);
  product_1 += total_of(a0 * b1 + a1 * b0);
  product_2 += total_of(a0 * b2 + a1 * b1);
  product_3 += total_of(a1 * b2);
}

// Carries within the registers: all but the last are in [0, 2^12) afterwards.
void carry_near_products() {
  product_1 += product_0 >> 12u;
  product_0 &= 0xfff;
  product_2 += product_1 >> 12u;
  product_1 &= 0xfff;
  product_3 += product_2 >> 12u;
  product_2 &= 0xfff;
  product_4 += product_3 >> 12u;
  product_3 &= 0xfff;
  product_5 += product_4 >> 12u;
  product_4 &= 0xfff;
}
