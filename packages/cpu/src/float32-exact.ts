import { fractionBits, type Radical, toFixed } from '@unitsphere/core/reference';
import { maxMagnitude } from './float32-norm.ts';

/** N of a finite slice for p = 1, 2 or ∞, without rounding, for what float64 could not certify. */
export function float32Radical(x: Float32Array, at: number, length: number, p: number): Radical {
  if (p === 2) return { rational: 0n, radicand: exactSum(x, at, length, 2) };
  const rational = p === 1 ? exactSum(x, at, length, 1) : toFixed(maxMagnitude(x, at, length));
  return { rational, radicand: 0n };
}

/** Sums of at most 2^28 terms below 2^25 stay exact in float64. */
const exactTerms = 2 ** 28;

/**
 * Σ|x|^power for power 1 or 2, in units of 2^(-1330·power): one sum of significands (split in halves of 24 bits)
 * for each of the 256 exponents, put together as integers at the end.
 */
function exactSum(x: Float32Array, at: number, length: number, power: 1 | 2): bigint {
  const bits = new Uint32Array(x.buffer, x.byteOffset + 4 * at, length);
  let total = 0n;
  for (let from = 0; from < length; from += exactTerms) {
    const high = new Float64Array(256);
    const low = new Float64Array(256);
    const stop = Math.min(from + exactTerms, length);
    for (let i = from; i < stop; i++) {
      const word = bits[i]!;
      const field = (word >>> 23) & 0xff;
      const significand = field === 0 ? (word & 0x7fffff) * 2 : (word & 0x7fffff) | 0x800000;
      const term = power === 1 ? significand : significand * significand;
      const upper = Math.floor(term * 2 ** -24);
      high[field]! += upper;
      low[field]! += term - upper * 2 ** 24;
    }
    for (let field = 0; field < 256; field++) {
      const sum = (BigInt(high[field]!) << 24n) + BigInt(low[field]!);
      if (sum !== 0n) total += sum << (BigInt(power) * (BigInt(field - 150) + fractionBits));
    }
  }
  return total;
}
