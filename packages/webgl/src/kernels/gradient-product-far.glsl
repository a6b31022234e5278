// The exact sum of a thread's dy·x: registers for products near the largest one, digits for what is far below.
// Traffic: none.
// Limits: 2^13 far products, PRODUCT_BLOCKS blocks of 32, between two carries of all digits.
const uint PRODUCT_BLOCKS = 256u;

uint product_blocks;

void clear_product() {
  clear_product_digits();
  product_place = 0u;
  product_blocks = 0u;
  clear_near_products();
}

// Adds n < 2^24, or its negative where sign is -1, times 2^bit units.
void add_signed(int n, int sign, uint bit) {
  uint j = bit / 12u;
  uint s = bit % 12u;
  int low = (n & 0xfff) << s;
  int high = ((n >> 12u) << s) + (low >> 12u);
  product_digits[j] += ((low & 0xfff) ^ sign) - sign;
  product_digits[j + 1u] += ((high & 0xfff) ^ sign) - sign;
  product_digits[j + 2u] += ((high >> 12u) ^ sign) - sign;
}

// A product of any size, to its digits.
void add_far_product(uint x, uint dy) {
  uint u = x & 0x7fffffffu;
  uint v = dy & 0x7fffffffu;
  uint place = exponent_field(u) + exponent_field(v);
  uvec2 product = wide_product(significand(u), significand(v));
  int sign = int(x ^ dy) >> 31u;
  add_signed(int(product.y & 0xffffffu), sign, place);
  add_signed(int((product.x << 8u) | (product.y >> 24u)), sign, place + 24u);
}

void flush_products() {
  if (product_place == 0u) {
    return;
  }
  carry_near_products();
  uint bit = product_place - 11u;
  add_signed(product_0 | (product_1 << 12u), 0, bit);
  add_signed(product_2 | (product_3 << 12u), 0, bit + 24u);
  int sign = product_5 >> 31u;
  add_signed(product_4, 0, bit + 48u);
  add_signed((product_5 ^ sign) - sign, sign, bit + 60u);
  clear_near_products();
}

// Products of a sum of exponent fields up to eleven less, or one more, are near from now on.
void move_products(uint place) {
  flush_products();
  product_place = max(place + 1u, PRODUCT_WINDOW);
}

// Afterwards the sum is in product_digits, carried.
void finish_products() {
  flush_products();
  product_blocks = 0u;
  carry_product_digits();
}

// After every block of terms. All is carried now and then: in a loop, since some devices run both sides of an `if`.
void carry_products() {
  product_blocks++;
  carry_near_products();
  while (product_blocks == PRODUCT_BLOCKS) {
    finish_products();
  }
}
