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

/** max|x| and Σ(|x| / max|x|)^p of magnitudes, not all 0. */
function powerSum(magnitudes: readonly bigint[], exponent: bigint): { max: bigint; sum: bigint } {
  const max = magnitudes.reduce((a, b) => (a > b ? a : b));
  let sum = 0n;
  for (const m of magnitudes) if (m > 0n) sum += ratioPower(m, max, exponent);
  return { max, sum };
}

/** (Σ|x|^p)^(1/p) of magnitudes in units of 2^-1330, not all 0, to about 2^-250 relative. */
export function powerNorm(magnitudes: readonly bigint[], p: number): bigint {
  const exponent = toFixed(p);
  const { max, sum } = powerSum(magnitudes, exponent);
  return (max * exponential((logarithm(sum, one) << fractionBits) / exponent)) >> bits;
}

/**
 * (|x| / N)^(p − 1) for each magnitude, not all 0, in units of 2^-1330: e^((p − 1)·(ln(|x| / max) − ln(sum) / p)), so
 * that no power of a rounded N is taken.
 */
export function powerShares(magnitudes: readonly bigint[], p: number): bigint[] {
  const exponent = toFixed(p);
  const lessOne = exponent - toFixed(1);
  const { max, sum } = powerSum(magnitudes, exponent);
  const ofSum = (logarithm(sum, one) * lessOne) / exponent;
  return magnitudes.map((m) => {
    if (m === 0n) return 0n;
    const ofRatio = (logarithm(m, max) * lessOne) >> fractionBits;
    return exponential(ofRatio - ofSum) << (fractionBits - bits);
  });
}
