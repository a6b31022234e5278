const splitter = 2 ** 27 + 1;

/**
 * Norms as float64, four words each: the high and low words of the 64 leading bits, their exponent, and a kind (docs/numerics.md,
 * "On a GPU"). Within 0.51 ULP.
 */
export function normsOfWords(words: Uint32Array): Float64Array {
  return Float64Array.from({ length: words.length >> 2 }, (_, i) => {
    const high = words[4 * i]!;
    const low = words[4 * i + 1]!;
    const exponent = words[4 * i + 2]! | 0;
    const kind = words[4 * i + 3]!;
    if (kind === 1) return 0;
    if (kind === 2) return Infinity;
    if (kind === 3) return Number.NaN;
    return kind === 0 ? (high * 2 ** 32 + low) * 2 ** exponent : rootOf(high, low, exponent);
  });
}

/** √((high · 2^32 + low) · 2^exponent): a root of 53 bits, and one step of Newton's iteration with an exact remainder. */
function rootOf(high: number, low: number, exponent: number): number {
  const odd = exponent & 1;
  const rest = (low & 0x7ff) << odd;
  const most = (high * 2 ** 32 + (low - (low & 0x7ff))) * 2 ** odd;
  const root = Math.sqrt(most);
  const upper = splitter * root - (splitter * root - root);
  const lower = root - upper;
  const remainder = most - upper * upper - 2 * upper * lower - lower * lower + rest;
  return (root + remainder / (2 * root)) * 2 ** ((exponent - odd) / 2);
}
