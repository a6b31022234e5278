// The exact sum of a lane's dy·x: registers for products near the largest one, digits for what is far below.
// Traffic: none.
// Limits: a product adds at most 2·4095² to a register, so that 64 may come between two calls of carry_products.
const PRODUCT_BLOCKS = 256u;
const PRODUCT_WINDOW = 12u;

// The sum of exponent fields that terms are near to; 0 where there is none yet.
var<private> product_place: u32;
var<private> product_blocks: u32;
var<private> product_0: i32;
var<private> product_1: i32;
var<private> product_2: i32;
var<private> product_3: i32;
var<private> product_4: i32;
var<private> product_5: i32;

fn clear_product() {
  for (var j = 0u; j < PRODUCT_DIGITS; j++) { product_digits[j] = 0i; }
  product_place = 0u;
  product_blocks = 0u;
  clear_near_products();
}

fn clear_near_products() {
  product_0 = 0i;
  product_1 = 0i;
  product_2 = 0i;
  product_3 = 0i;
  product_4 = 0i;
  product_5 = 0i;
}

// x and dy of any bits; what is not finite adds garbage. False, and nothing added, where the product is outside
// the window: the factor is 0.
fn add_product(x: u32, dy: u32) -> bool {
  let u = x & 0x7fffffffu;
  let v = dy & 0x7fffffffu;
  let factor = 2048i >> min(product_place - exponent_field(u) - exponent_field(v), PRODUCT_WINDOW);
  let sign = bitcast<i32>(x ^ dy) >> 31u;
  // Digits of 12 bits; those of dy aligned, below 2^35, and signed.
  let a = bitcast<i32>(significand(u));
  let a0 = a & 0xfffi;
  let a1 = a >> 12u;
  let b = bitcast<i32>(significand(v));
  let low = (b & 0xfffi) * factor;
  let rest = (b >> 12u) * factor + (low >> 12u);
  let b0 = ((low & 0xfffi) ^ sign) - sign;
  let b1 = ((rest & 0xfffi) ^ sign) - sign;
  let b2 = ((rest >> 12u) ^ sign) - sign;
  product_0 += a0 * b0;
  product_1 += a0 * b1 + a1 * b0;
  product_2 += a0 * b2 + a1 * b1;
  product_3 += a1 * b2;
  return factor != 0i || u == 0u || v == 0u;
}

// A product of any size, to its digits.
fn add_far_product(x: u32, dy: u32) {
  let u = x & 0x7fffffffu;
  let v = dy & 0x7fffffffu;
  let place = exponent_field(u) + exponent_field(v);
  let product = wide_product(significand(u), significand(v));
  let sign = bitcast<i32>(x ^ dy) >> 31u;
  add_signed(bitcast<i32>(product.y & 0xffffffu), sign, place);
  add_signed(bitcast<i32>((product.x << 8u) | (product.y >> 24u)), sign, place + 24u);
}

// Products of a sum of exponent fields up to eleven less, or one more, are near from now on.
fn move_products(place: u32) {
  flush_products();
  product_place = max(place + 1u, PRODUCT_WINDOW);
}

// Carries within the registers: all but the last are in [0, 2^12) afterwards.
fn carry_near_products() {
  product_1 += product_0 >> 12u;
  product_0 &= 0xfffi;
  product_2 += product_1 >> 12u;
  product_1 &= 0xfffi;
  product_3 += product_2 >> 12u;
  product_2 &= 0xfffi;
  product_4 += product_3 >> 12u;
  product_3 &= 0xfffi;
  product_5 += product_4 >> 12u;
  product_4 &= 0xfffi;
}

fn flush_products() {
  if (product_place == 0u) {
    return;
  }
  carry_near_products();
  let bit = product_place - 11u;
  add_signed(product_0 | (product_1 << 12u), 0i, bit);
  add_signed(product_2 | (product_3 << 12u), 0i, bit + 24u);
  let sign = product_5 >> 31u;
  add_signed(product_4, 0i, bit + 48u);
  add_signed((product_5 ^ sign) - sign, sign, bit + 60u);
  clear_near_products();
}

// After every block of terms. All is carried now and then: in a loop, since some devices run both sides of an `if`.
fn carry_products() {
  product_blocks++;
  carry_near_products();
  while (product_blocks == PRODUCT_BLOCKS) {
    finish_products();
  }
}

// Afterwards the sum is in product_digits, carried.
fn finish_products() {
  flush_products();
  product_blocks = 0u;
  carry_product_digits();
}
