import { absolute, bitLength, fractionBits, toFixed } from './fixed.ts';

// Logarithms and exponentials in units of 2^-384, each good to about 2^-370.
const bits = 384n;
const one = 1n << bits;
const ln2 = 2n * arctanh(one / 3n);

/** artanh(t) = t + t³/3 + t⁵/5 + …, |t| ≤ 1/3. */
function arctanh(t: bigint): bigint {
  const square = (t * t) >> bits;
  let sum = 0n;
  for (let power = t, k = 1n; power !== 0n; power = (power * square) / one, k += 2n) sum += power / k;
  return sum;
}

/** ln(a / b) of positive integers: ln z = 2 artanh((z − 1) / (z + 1)) for z in [1/2, 2]. */
function logarithm(a: bigint, b: bigint): bigint {
  const twos = bitLength(a) - bitLength(b);
  const [m, n] = twos > 0 ? [a, b << BigInt(twos)] : [a << BigInt(-twos), b];
  return 2n * arctanh(((m - n) << bits) / (m + n)) + BigInt(twos) * ln2;
}

/** e^v: reduced by ln 2 to |r| < 2^-16 · ln 2, Taylor's series, 16 squarings. */
function exponential(v: bigint): bigint {
  if (v < -(bits + 64n) * ln2) return 0n;
  const twos = v / ln2;
  const r = (v - twos * ln2) >> 16n;
  let sum = one;
  for (let term = r, k = 2n; absolute(term) > 1n; term = ((term * r) >> bits) / k, k++) sum += term;
  for (let i = 0; i < 16; i++) sum = (sum * sum) >> bits;
  return twos >= 0n ? sum << twos : sum >> -twos;
}

/** (a / b)^p for positive integers a ≤ b, in units of 2^-384. */
function ratioPower(a: bigint, b: bigint, p: bigint): bigint {
  return exponential((logarithm(a, b) * p) >> fractionBits);
}

/** (Σ|x|^p)^(1/p) of magnitudes in units of 2^-1330, not all 0, to about 2^-250 relative. */
export function powerNorm(magnitudes: readonly bigint[], p: number): bigint {
  const max = magnitudes.reduce((a, b) => (a > b ? a : b));
  const exponent = toFixed(p);
  let sum = 0n;
  for (const m of magnitudes) if (m > 0n) sum += ratioPower(m, max, exponent);
  return (max * exponential((logarithm(sum, one) << fractionBits) / exponent)) >> bits;
}

/** (magnitude / norm)^(p − 1) in units of 2^-1330, for 0 ≤ magnitude ≤ norm. */
export function powerShare(magnitude: bigint, norm: bigint, p: number): bigint {
  if (magnitude === 0n) return 0n;
  return ratioPower(magnitude, norm, toFixed(p) - toFixed(1)) << (fractionBits - bits);
}
