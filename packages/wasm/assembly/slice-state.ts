/**
 * Bytes from the start of a slice's state, which is all zero before its first part. The sum stands where `measure`
 * has it (workspace.ts), so that a state can be the workspace of float32 kernels.
 */

/** The multiplier, about 1/D in two ways: rounded to float64, and as 26 bits and the rest. */
export const reciprocalAt: usize = 0;
export const topAt: usize = 8;
export const restAt: usize = 48;
/** Powers of two, for the element and for its product. */
export const beforeAt: usize = 56;
export const afterAt: usize = 64;
/** N in float64, NaN where the slice is not finite. */
export const normAt: usize = 72;

export const phaseAt: usize = 24;
export const measuring: i32 = 0;
export const ready: i32 = 1;
/** Not finite, or too close to ε: the caller's to do. */
export const unsure: i32 = 2;

/** What elements are multiplied by before they are measured: 0 is 1, 1 is 2^600, 2 is 2^-600. */
export const rangeAt: usize = 28;

// @ts-expect-error: decorator
@inline
export function factorOf(range: i32): f64 {
  return range == 0 ? 1 : range == 1 ? 4.149515568880993e180 : 2.409919865102884e-181;
}

/** Of gradients: Σ dy·x, elements that have the largest magnitude, and what multiplies ∂N/∂x. */
export const dotAt: usize = 80;
export const dotLowAt: usize = 88;
export const tiesAt: usize = 96;
export const slopeAt: usize = 104;
