/** How far float32 results are from the exact ones. */
export interface Accuracy {
  /** Share of elements with the very bits. */
  readonly exact: number;
  /** Largest distance in ULP, counted in float32 numbers between the two; Infinity where one of them is NaN. */
  readonly worstUlp: number;
}

export function accuracyOf(got: Float32Array, exact: Float32Array): Accuracy {
  if (got.length !== exact.length) throw new Error(`${got.length} results, expected ${exact.length}`);
  const [a, b] = [bitsOf(got), bitsOf(exact)];
  let [same, worstUlp] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    if (a[i] === b[i]) same++;
    else if (Number.isNaN(got[i]) || Number.isNaN(exact[i])) worstUlp = Infinity;
    else worstUlp = Math.max(worstUlp, Math.abs(position(a[i]!) - position(b[i]!)));
  }
  return { exact: same / a.length, worstUlp };
}

/** Place of a float32 among all, in ascending order; both zeros at 0. */
function position(bits: number): number {
  return bits < 0x8000_0000 ? bits : 0x8000_0000 - bits;
}

function bitsOf(values: Float32Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, values.length);
}
