/** significand · 2^exponent. */
export interface Dyadic {
  readonly significand: bigint;
  readonly exponent: number;
}

/** A positive finite float64, exactly. */
export function dyadicOf(x: number): Dyadic {
  const bits = new BigUint64Array(Float64Array.of(x).buffer)[0]!;
  const field = Number(bits >> 52n);
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  return field === 0
    ? { significand: fraction, exponent: -1074 }
    : { significand: fraction | (1n << 52n), exponent: field - 1075 };
}

export function bitLength(n: bigint): number {
  return n.toString(2).length;
}

/** High and low word of the 64 leading bits, cut, and their exponent: a `Scaled` of kernels/wide. */
export function scaledWords({ significand, exponent }: Dyadic): [number, number, number] {
  const excess = bitLength(significand) - 64;
  const bits = excess > 0 ? significand >> BigInt(excess) : significand << BigInt(-excess);
  return [...halves(bits), exponent + excess];
}

/** The lowest place and eight digits of 16 bits, two a word: 2^(16 · place + unit) times the digits. At most 113 bits. */
export function placedDigits({ significand, exponent }: Dyadic, unit: number): number[] {
  const bit = exponent - unit;
  const digits = significand << BigInt(bit & 15);
  const words = [0n, 32n, 64n, 96n].map((shift) => Number((digits >> shift) & 0xffff_ffffn));
  return [bit >> 4, ...words];
}

/** R and e of R · 2^e, R the leading bits, cut, of the reciprocal or the reciprocal square root: 40 or 64 of them. */
export function reciprocalWords(d: Dyadic, degree: 1 | 2, bits: 40 | 64): [number, number, number] {
  const most = 1n << BigInt(bits);
  const odd = degree === 2 ? d.exponent & 1 : 0;
  const significand = d.significand << BigInt(odd);
  const length = bitLength(significand);
  // R^degree · significand ≤ 2^(degree · scale) for the largest R of so many bits.
  for (let scale = Math.ceil(length / degree) + bits; ; scale--) {
    const limit = 1n << BigInt(degree * scale);
    let r = 0n;
    for (let bit = most; bit > 0n; bit >>= 1n) {
      if ((r | bit) ** BigInt(degree) * significand <= limit) r |= bit;
    }
    if (r < most) return [...halves(r), -scale - (d.exponent - odd) / degree];
  }
}

function halves(bits: bigint): [number, number] {
  return [Number(bits >> 32n), Number(bits & 0xffff_ffffn)];
}
