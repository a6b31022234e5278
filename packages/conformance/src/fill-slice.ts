import { bitLength, fractionBits, surdOf } from '@unitsphere/core/reference';

/** A positive number in units of 2^-1330, cut to the 24 bits of a float32; 0 below the smallest. */
export function cutToFloat32(value: bigint): number {
  const least = Number(fractionBits) - 149;
  const shift = Math.max(value > 0n ? bitLength(value) - 24 : 0, least);
  return Number(value >> BigInt(shift)) * 2 ** (shift - Number(fractionBits));
}

/** Positive integers of at most 24 significant bits whose sum is `total`. */
export function addends(total: bigint): bigint[] {
  const parts: bigint[] = [];
  for (let rest = total; rest > 0n; rest -= parts.at(-1)!) parts.push(cut(rest));
  return parts;
}

/** Positive integers of at most 24 significant bits whose squares add up to `total`: greedily, then by Lagrange. */
export function squaredAddends(total: bigint): bigint[] {
  const parts: bigint[] = [];
  let rest = total;
  while (rest >= 4096n) {
    const part = cut(surdOf(0n, rest).floor);
    parts.push(part);
    rest -= part * part;
  }
  return [...parts, ...fourSquares(Number(rest)).filter((n) => n > 0n)];
}

function cut(n: bigint): bigint {
  const shift = BigInt(Math.max(bitLength(n) - 24, 0));
  return (n >> shift) << shift;
}

/** Four squares for any n < 4096, by trial. */
function fourSquares(n: number): bigint[] {
  for (let a = Math.floor(Math.sqrt(n)); a >= 0; a--) {
    for (let b = Math.floor(Math.sqrt(n - a * a)); b >= 0; b--) {
      for (let c = Math.floor(Math.sqrt(n - a * a - b * b)); c >= 0; c--) {
        const d = Math.sqrt(n - a * a - b * b - c * c);
        if (Number.isInteger(d)) return [a, b, c, d].map(BigInt);
      }
    }
  }
  throw new RangeError(`no four squares for ${n}`);
}
