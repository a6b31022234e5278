const cells = 2 ** 15;

/** w of 64 bits, two words each: both ends of each of the cells of the seeds, which differ by the upper 16 bits alone. */
export function endsOfCells(): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(4 * cells);
  for (let i = 0; i < cells; i++) {
    words.set([(cells + i) * 2 ** 16, 0, (cells + i) * 2 ** 16 + 0xffff, 0xffffffff], 4 * i);
  }
  return words;
}

/**
 * The first result of all that is not what docs/numerics.md, "On a GPU", proves, in words; `none`. Results have four words, high, low,
 * exponent and any: of each w the reciprocal root with the exponents 0 and 1, and the reciprocal with 0.
 */
export function firstBadReciprocal(words: Uint32Array, results: Uint32Array): string {
  for (let i = 0; i < 2 * cells; i++) {
    const w = (BigInt(words[2 * i]!) << 32n) | BigInt(words[2 * i + 1]!);
    for (let k = 0; k < 3; k++) {
      const [high, low, exponent] = results.subarray(12 * i + 4 * k);
      const r = (BigInt(high!) << 32n) | BigInt(low!);
      const [value, degree] = k < 2 ? [w << BigInt(k), 2] : [w, 1];
      if (r < 2n ** 39n - 1n || r >= 2n ** 40n || !isClose(r, value, exponent! | 0, degree))
        return `${w} ${k}: ${r}, ${exponent! | 0}`;
    }
  }
  return 'none';
}

/** Whether (R - 2^-12)^n · w · 2^(n·e) ≤ 1 ≤ (R + 1 + 2^-12)^n · w · 2^(n·e). */
function isClose(r: bigint, w: bigint, exponent: number, degree: number): boolean {
  const power = BigInt(degree);
  const one = 1n << (power * BigInt(12 - exponent));
  return ((r << 12n) - 1n) ** power * w <= one && (((r + 1n) << 12n) + 1n) ** power * w >= one;
}
