import { add, type DoubleDouble, fromNumber, multiply, one, scaled, subtract } from './double-double.ts';

const ln2: DoubleDouble = { high: Math.LN2, low: 2.3190468138462996e-17 };

/** e^v for |v| ≤ 700, to about 2^-92 relative: reduced by ln 2 and 2^8, Taylor's series, eight squarings. */
export function exponential(v: DoubleDouble): DoubleDouble {
  const twos = Math.round(v.high / ln2.high);
  const r = scaled(subtract(v, multiply(fromNumber(twos), ln2)), 2 ** -8);
  let sum = one;
  // |r| < 0.0014: the eleventh term is below 2^-120.
  for (let k = 11; k >= 1; k--) sum = add(one, multiply(sum, multiply(r, inverse[k]!)));
  for (let i = 0; i < 8; i++) sum = multiply(sum, sum);
  return scaled(sum, 2 ** twos);
}

/** 1/k: the float64 quotient and what it leaves, which one product by k shows exactly. */
const inverse: readonly DoubleDouble[] = Array.from({ length: 12 }, (_, k) => {
  const high = 1 / Math.max(k, 1);
  const rest = subtract(one, multiply(fromNumber(high), fromNumber(k)));
  return { high, low: k === 0 ? 0 : rest.high / k };
});

/** ln x for a normal x in [e^-700, e^700], to about 2^-98: the float64 logarithm and one step of Newton's iteration. */
export function logarithm(x: DoubleDouble): DoubleDouble {
  const first = Math.log(x.high);
  const rest = subtract(multiply(x, exponential(fromNumber(-first))), one);
  return add(fromNumber(first), subtract(rest, scaled(multiply(rest, rest), 0.5)));
}
