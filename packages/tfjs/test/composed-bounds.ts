/** Additions that a term meets in `sumOf`. */
function additions(length: number): number {
  let count = 0;
  for (let rest = length; rest > 1; rest = Math.ceil(rest / 8)) count += Math.min(rest, 8) - 1;
  return count;
}

/** The largest error of a composed quotient, in ULP: docs/numerics.md, "Composed of operations". */
export function quotientBound(length: number, p: number): number {
  return normBound(length, p) + 3;
}

/** Of the norm, as a multiple of 2^-24 of itself. */
function normBound(length: number, p: number): number {
  const r = additions(length);
  if (p === Infinity) return 0;
  if (p === 1) return r;
  if (p === 2) return (r + 1) / 2 + 1;
  return (r + 2 + 2 * Math.log(length)) / p + 4;
}

export interface DerivativeBounds {
  readonly first: number;
  readonly second: number;
}

/**
 * The largest errors of composed derivatives as multiples of 2^-24 of Σ|dy|/D and of Σ|dy|·Σ|w|/D², for slices whose
 * elements are at least `smallest` of their norm: the sum of the roundings that the same section counts.
 */
export function derivativeBounds(length: number, p: number, smallest: number): DerivativeBounds {
  const r = additions(length);
  const other = p !== 1 && p !== 2 && p !== Infinity;
  // Of the sum over ties, for p = ∞.
  const norm = p === Infinity ? r + 2 : normBound(length, p);
  const d = norm + 3;
  const unit = d + 1;
  const share = norm + d + 1;
  const slope = other ? 2 * p + r + 4 : unit;
  const [b, c] = [slope + 1 + r, unit + 1 + r];
  const first = share + Math.max(b, c) + Math.max(slope, unit) + 2 + 2 * (d + 2);
  const stretch = other ? (p - 1) * (smallest ** Math.min(p - 2, 0) + 1) : 2;
  const bend = stretch * (2 * slope + 4 + r + (other ? p : 0));
  const size = 4 + stretch;
  const terms = 2 * (share + b + c + slope + 3) + (r + slope + 2) + (b + 1) + (stretch * c + bend + stretch);
  return { first, second: terms + size * (3 + 2 * (d + 1)) };
}
