/**
 * Σx², Σ|x| or max|x| of a float32 slice in float64, each element read once, four sums at a time so that their
 * latencies overlap. Squares are exact; blocks of 64 are added without loss (Knuth's two-sum), so that for any
 * length at most 23 roundings act on a term: relative error ≤ 23.1 · 2^-53, never an overflow.
 */
const block = 64;

export function sumOfSquares(x: Float32Array, at: number, length: number): number {
  const end = at + length;
  let high = 0;
  let low = 0;
  for (let i = at; i < end; ) {
    const stop = Math.min(i + block, end);
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (; i + 3 < stop; i += 4) {
      const p = x[i]!;
      const q = x[i + 1]!;
      const r = x[i + 2]!;
      const s = x[i + 3]!;
      a += p * p;
      b += q * q;
      c += r * r;
      d += s * s;
    }
    for (; i < stop; i++) a += x[i]! * x[i]!;
    const part = a + b + (c + d);
    const sum = high + part;
    const back = sum - high;
    low += high - (sum - back) + (part - back);
    high = sum;
  }
  return high + low;
}

export function sumOfMagnitudes(x: Float32Array, at: number, length: number): number {
  const end = at + length;
  let high = 0;
  let low = 0;
  for (let i = at; i < end; ) {
    const stop = Math.min(i + block, end);
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (; i + 3 < stop; i += 4) {
      a += Math.abs(x[i]!);
      b += Math.abs(x[i + 1]!);
      c += Math.abs(x[i + 2]!);
      d += Math.abs(x[i + 3]!);
    }
    for (; i < stop; i++) a += Math.abs(x[i]!);
    const part = a + b + (c + d);
    const sum = high + part;
    const back = sum - high;
    low += high - (sum - back) + (part - back);
    high = sum;
  }
  return high + low;
}

/** NaN where the slice holds one. */
export function maxMagnitude(x: Float32Array, at: number, length: number): number {
  const end = at + length;
  let a = 0;
  let b = 0;
  let i = at;
  for (; i + 1 < end; i += 2) {
    a = Math.max(a, Math.abs(x[i]!));
    b = Math.max(b, Math.abs(x[i + 1]!));
  }
  if (i < end) a = Math.max(a, Math.abs(x[i]!));
  return Math.max(a, b);
}
