/** float32 uniform in ±1. */
export function ordinary(count: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: count }, () => Math.random() * 2 - 1);
}

/** Bit patterns of float32, uniform over the finite ones: every exponent, subnormals included. */
export function everyExponent(count: number): Float32Array<ArrayBuffer> {
  const bits = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const sign = Math.random() < 0.5 ? 0 : 0x8000_0000;
    bits[i] = sign + Math.floor(Math.random() * 0x7f80_0000);
  }
  return new Float32Array(bits.buffer);
}
