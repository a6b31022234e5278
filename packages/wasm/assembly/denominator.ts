import { clampedAt, zeroAt } from './workspace';

export const form_floor = 0;
export const form_plus = 1;
export const form_keep = 2;

/** Roundings, of 2^-53 each, that a product x · (1/D) can have seen, by p (∞ is 0): docs/numerics.md, "Certificate". */
// @ts-expect-error: decorator
@inline
export function roundingsOf(p: i32): i32 {
  return p == 2 ? 14 : p == 1 ? 22 : 6;
}

/** No multiplier: the slice needs exact arithmetic, or is not finite. */
export const unsure: f64 = -1;

/**
 * The upper end of the interval that holds 1/D, from Σx², Σ|x| or max|x|; 1 where the slice comes back as it is;
 * `unsure` where float64 cannot tell on which side of ε it lies, 1/D is no normal number, or it is not finite.
 */
export function inverseOf(measured: f64, p: i32, form: i32, squared: bool, epsilon: f64, base: usize): f64 {
  if (!(measured < Infinity)) return unsure;
  const half = (roundingsOf(p) as f64) * 1.1102230246251565e-16;
  let clamped = false;
  if (form != form_plus && epsilon != 0) {
    const q = p == 2 && !squared ? Math.sqrt(measured) : measured;
    if (q * (1 + half) < epsilon) clamped = true;
    else if (q * (1 - half) < epsilon) return unsure;
  }
  let inverse: f64 = 1;
  if (measured != 0 && !(clamped && form == form_keep)) {
    let d: f64;
    if (squared) d = Math.sqrt(form == form_plus ? measured + epsilon : clamped ? epsilon : measured);
    else if (clamped) d = epsilon;
    else {
      d = p == 2 ? Math.sqrt(measured) : measured;
      if (form == form_plus) d += epsilon;
    }
    inverse = 1 / d;
    if (!(inverse > 2.2250738585072014e-308 && inverse < Infinity)) return unsure;
    inverse *= 1 + half;
  }
  if (clamped) store<u32>(base + clampedAt, load<u32>(base + clampedAt) + 1);
  if (measured == 0) store<u32>(base + zeroAt, load<u32>(base + zeroAt) + 1);
  return inverse;
}
