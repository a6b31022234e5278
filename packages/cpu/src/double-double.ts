/**
 * A real number as the unevaluated sum of two float64, |low| ≤ half a unit in the last place of high. Operations
 * are good to about 2^-102 relative (T. J. Dekker, A floating-point technique for extending the available
 * precision, 1971; D. E. Knuth, The Art of Computer Programming 2, 4.2.2) while nothing over- or underflows.
 */
export interface DoubleDouble {
  readonly high: number;
  readonly low: number;
}

/** 2^27 + 1, which splits a float64 in two halves of 26 bits. */
export const splitter = 134217729;

export const one: DoubleDouble = { high: 1, low: 0 };

export function fromNumber(high: number): DoubleDouble {
  return { high, low: 0 };
}

/** Exact for |a| ≥ |b|. */
function quickSum(a: number, b: number): DoubleDouble {
  const high = a + b;
  return { high, low: b - (high - a) };
}

/** Exact. */
function twoSum(a: number, b: number): DoubleDouble {
  const high = a + b;
  const back = high - a;
  return { high, low: a - (high - back) + (b - back) };
}

/** Exact. */
function twoProduct(a: number, b: number): DoubleDouble {
  const high = a * b;
  const [p, q] = [splitter * a, splitter * b];
  const [ah, bh] = [p - (p - a), q - (q - b)];
  const [al, bl] = [a - ah, b - bh];
  return { high, low: ah * bh - high + ah * bl + al * bh + al * bl };
}

export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const s = twoSum(a.high, b.high);
  const t = twoSum(a.low, b.low);
  const u = quickSum(s.high, s.low + t.high);
  return quickSum(u.high, u.low + t.low);
}

export function subtract(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  return add(a, { high: -b.high, low: -b.low });
}

export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const p = twoProduct(a.high, b.high);
  return quickSum(p.high, p.low + (a.high * b.low + a.low * b.high));
}

/** Exact for a power of two. */
export function scaled(a: DoubleDouble, factor: number): DoubleDouble {
  return { high: a.high * factor, low: a.low * factor };
}

/** One step of Newton's iteration from the float64 reciprocal; a ≠ 0. */
export function reciprocal(a: DoubleDouble): DoubleDouble {
  const first = 1 / a.high;
  const rest = subtract(one, multiply(a, fromNumber(first)));
  return quickSum(first, first * rest.high);
}

/** One step of Newton's iteration from the float64 root; a ≥ 0. */
export function root(a: DoubleDouble): DoubleDouble {
  if (a.high === 0) return a;
  const first = Math.sqrt(a.high);
  const rest = subtract(a, twoProduct(first, first));
  return quickSum(first, rest.high / (2 * first));
}
