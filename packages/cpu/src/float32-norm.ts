/**
 * Σx², Σ|x| or max|x| of a float32 slice in float64, each element read once. Squares are exact; eight sums at a time,
 * so that their latencies overlap; blocks of 64 are added without loss (Knuth's two-sum), so that for any length
 * at most 20 roundings act on a term: relative error ≤ 20.1 · 2^-53, never an overflow.
 */
const blockLength = 64;

type BlockSum = (x: Float32Array, from: number, stop: number) => number;

export function sumOfSquares(x: Float32Array, at: number, length: number): number {
  return sumBlocks(x, at, length, squaresOfBlock);
}

export function sumOfMagnitudes(x: Float32Array, at: number, length: number): number {
  return sumBlocks(x, at, length, magnitudesOfBlock);
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

function sumBlocks(x: Float32Array, at: number, length: number, block: BlockSum): number {
  const end = at + length;
  let high = 0;
  let low = 0;
  for (let i = at; i < end; i += blockLength) {
    const part = block(x, i, Math.min(i + blockLength, end));
    const sum = high + part;
    const back = sum - high;
    low += high - (sum - back) + (part - back);
    high = sum;
  }
  return high + low;
}

function squaresOfBlock(x: Float32Array, from: number, stop: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let e = 0;
  let f = 0;
  let g = 0;
  let h = 0;
  let i = from;
  for (; i + 7 < stop; i += 8) {
    const p = x[i]!;
    const q = x[i + 1]!;
    const r = x[i + 2]!;
    const s = x[i + 3]!;
    const t = x[i + 4]!;
    const u = x[i + 5]!;
    const v = x[i + 6]!;
    const w = x[i + 7]!;
    a += p * p;
    b += q * q;
    c += r * r;
    d += s * s;
    e += t * t;
    f += u * u;
    g += v * v;
    h += w * w;
  }
  for (; i < stop; i++) a += x[i]! * x[i]!;
  return a + b + (c + d) + (e + f + (g + h));
}

function magnitudesOfBlock(x: Float32Array, from: number, stop: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let e = 0;
  let f = 0;
  let g = 0;
  let h = 0;
  let i = from;
  for (; i + 7 < stop; i += 8) {
    a += Math.abs(x[i]!);
    b += Math.abs(x[i + 1]!);
    c += Math.abs(x[i + 2]!);
    d += Math.abs(x[i + 3]!);
    e += Math.abs(x[i + 4]!);
    f += Math.abs(x[i + 5]!);
    g += Math.abs(x[i + 6]!);
    h += Math.abs(x[i + 7]!);
  }
  for (; i < stop; i++) a += Math.abs(x[i]!);
  return a + b + (c + d) + (e + f + (g + h));
}
