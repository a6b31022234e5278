/**
 * Real numbers as integers in units of 2^-1330: every float64 is a multiple of 2^-1074, so it is held exactly,
 * and roots, quotients and powers keep at least 256 bits even of the smallest one.
 */
export const fractionBits = 1330n;

const view = new DataView(new ArrayBuffer(8));

/** A finite float64, exactly. */
export function toFixed(x: number): bigint {
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const field = (bits >> 52n) & 0x7ffn;
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  // Subnormals share the exponent of field 1 and lack the hidden bit.
  const magnitude = field === 0n ? fraction << 1n : fraction | (1n << 52n);
  const value = magnitude << (field - 1075n + fractionBits);
  return x < 0 ? -value : value;
}

/** The number of bits of a non-negative integer; 0 for 0. */
export function bitLength(n: bigint): number {
  const hex = n.toString(16);
  return 4 * hex.length - Math.clz32(Number.parseInt(hex[0]!, 16)) + 28;
}

/** ⌊√n⌋ by Newton's iteration from above, which decreases until it arrives. */
export function integerRoot(n: bigint): bigint {
  if (n === 0n) return 0n;
  let root = 1n << BigInt((bitLength(n) + 1) >> 1);
  for (;;) {
    const next = (root + n / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

export function absolute(n: bigint): bigint {
  return n < 0n ? -n : n;
}
