/** Words of the digits of a sum, the constant DIGITS of the kernels: one a digit, and one for p = ∞, where there are none. */
export function digitCount(p: number): number {
  return p === 2 ? 37 : p === 1 ? 20 : 1;
}

/** Digits that kernels look at, the constant PLACES: for p = ∞ those of the largest magnitude. */
export function placeCount(p: number): number {
  return p === 2 ? 37 : 20;
}
