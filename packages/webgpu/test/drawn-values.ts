/** Draws 32 bits at a time, the same at every run: xorshift with the shifts 13, 17 and 5 (Marsaglia, 2003). */
export function drawBits(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

/** Bits of one float32, out of 32 drawn bits. */
export type Family = (drawn: number) => number;

const signed = (drawn: number, magnitude: number): number => (((drawn >>> 31) << 31) | magnitude) >>> 0;

/** Finite values but in the last, which sprinkles zeros, NaN and ∞. */
export const families = {
  ordinary: (drawn: number) => signed(drawn, 0x3e80_0000 + ((drawn & 0x7fff_ffff) % 0x0180_0000)),
  subnormal: (drawn: number) => signed(drawn, drawn & 0x007f_ffff),
  huge: (drawn: number) => signed(drawn, 0x7f00_0000 + ((drawn & 0x7fff_ffff) % 0x0080_0000)),
  'every exponent': (drawn: number) => signed(drawn, (drawn & 0x7fff_ffff) % 0x7f80_0000),
  // Nine magnitudes near 2^-149 and 2: results are subnormal or powers of two, many of them ties or near them.
  'few magnitudes': (drawn: number) => signed(drawn, drawn % 10 === 0 ? 0x4000_0000 : (drawn >>> 8) & 7),
  special: (drawn: number) => {
    const kinds = [0, 0x7fc0_0001, 0x7f80_0000];
    return signed(drawn, drawn % 997 < 3 ? kinds[drawn % 997]! : (drawn >>> 1) % 0x7f80_0000);
  },
} satisfies Readonly<Record<string, Family>>;

export function drawValues(count: number, family: Family, draw: () => number): Float32Array<ArrayBuffer> {
  const bits = new Uint32Array(count);
  for (let i = 0; i < count; i++) bits[i] = family(draw());
  return new Float32Array(bits.buffer);
}
