import type { FloatArray } from '../src/index.ts';

/** The bit patterns of `values` as hex, so that −0, NaN and the last place all count. */
export function bitsOf(values: FloatArray): string[] {
  const hex = (bits: number | bigint, digits: number): string => bits.toString(16).padStart(digits, '0');
  const { buffer, byteOffset, length } = values;
  return values instanceof Float32Array
    ? Array.from(new Uint32Array(buffer, byteOffset, length), (bits) => hex(bits, 8))
    : Array.from(new BigUint64Array(buffer, byteOffset, length), (bits) => hex(bits, 16));
}

/** The float32 values with these bit patterns. */
export function float32Of(...bits: number[]): Float32Array {
  return new Float32Array(Uint32Array.from(bits).buffer);
}

/** The value `units` float32 steps above a positive `x`. */
export function float32Beside(x: number, units: number): number {
  const bits = new Uint32Array(Float32Array.of(x).buffer)[0]! + units;
  return float32Of(bits)[0]!;
}

/** The value `units` float64 steps above a positive `x`. */
export function float64Beside(x: number, units: number): number {
  const bits = new BigInt64Array(Float64Array.of(x).buffer)[0]! + BigInt(units);
  return new Float64Array(BigInt64Array.of(bits).buffer)[0]!;
}
