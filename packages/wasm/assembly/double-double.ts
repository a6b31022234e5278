/**
 * Products without fma: a float64 is its upper 26 bits, whose products with each other are exact, and a rest below
 * 2^-25 of it, whose products lose 2^-78 of the whole.
 */
export const upperBits: i64 = ~0x7ffffff;

// @ts-expect-error: decorator
@inline
export function upper(x: f64): f64 {
  return reinterpret<f64>(reinterpret<i64>(x) & upperBits);
}

/** What √(high + low) has beyond `first`, the root of `high`: one step of Newton's iteration, good to 2^-76. */
export function rootRest(first: f64, high: f64, low: f64): f64 {
  if (first == 0) return 0;
  const h = upper(first);
  return (high - h * h - (first - h) * (first + h) + low) / (2 * first);
}

/** What 1/(high + low) has beyond `first`, the reciprocal of `high`: likewise. */
export function reciprocalRest(first: f64, high: f64, low: f64): f64 {
  const h = upper(high);
  const f = upper(first);
  return (1 - h * f - (h * (first - f) + (high - h) * first) - low * first) * first;
}
