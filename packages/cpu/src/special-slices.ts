import type { FloatArray } from '@unitsphere/core';

/**
 * A slice with NaN or ±∞ (docs/numerics.md, "Special values"): NaN throughout if it holds a NaN; else ±∞ become
 * NaN and finite elements 0 with their sign. NaN is written as its canonical bits, which assignment leaves open.
 */
export function writeNonFinite(x: FloatArray, at: number, y: FloatArray, to: number, length: number): void {
  let hasNaN = false;
  for (let k = 0; k < length; k++) hasNaN ||= Number.isNaN(x[at + k]);
  const writeNaN = nanWriter(y);
  for (let k = 0; k < length; k++) {
    const v = x[at + k]!;
    if (hasNaN || Math.abs(v) === Infinity) writeNaN(to + k);
    else y[to + k] = v * 0;
  }
}

/** Every element of a slice NaN. */
export function fillNaN(y: FloatArray, to: number, length: number): void {
  const writeNaN = nanWriter(y);
  for (let k = 0; k < length; k++) writeNaN(to + k);
}

function nanWriter(y: FloatArray): (index: number) => void {
  if (y.BYTES_PER_ELEMENT === 4) {
    const bits = new Uint32Array(y.buffer, y.byteOffset, y.length);
    return (index) => {
      bits[index] = 0x7fc00000;
    };
  }
  const bits = new BigUint64Array(y.buffer, y.byteOffset, y.length);
  return (index) => {
    bits[index] = 0x7ff8000000000000n;
  };
}

/** A slice whose denominator is 0, or that is 0 throughout: as it is. */
export function copySlice(x: FloatArray, at: number, y: FloatArray, to: number, length: number): void {
  for (let k = 0; k < length; k++) y[to + k] = x[at + k]!;
}
