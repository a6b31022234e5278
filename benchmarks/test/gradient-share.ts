import type { FloatArray } from '@unitsphere/core';

const u = 2 ** -24;

/**
 * The largest error of a float32 gradient of rows as a share of its bound in docs/numerics.md, "Against the frameworks' own
 * values"; p = 2, rule none.
 */
export function gradientShare(got: FloatArray, x: FloatArray, dy: FloatArray, length: number): number {
  let worst = got.length === x.length ? 0 : Number.POSITIVE_INFINITY;
  for (let start = 0; start < x.length; start += length) {
    const row = Array.from({ length }, (_, i) => start + i);
    const inverse = 1 / Math.hypot(...row.map((i) => x[i]!));
    const products = row.map((i) => x[i]! * dy[i]!);
    const dot = products.reduce((a, b) => a + b);
    const sizes = products.reduce((a, b) => a + Math.abs(b), 0);
    const rho = length / 2 + 4.5;
    for (const i of row) {
      const right = dy[i]! * inverse - x[i]! * inverse ** 3 * dot;
      const bound =
        (rho + 2) * inverse * Math.abs(dy[i]!) +
        (length + 3 * rho + 5) * Math.abs(x[i]!) * inverse ** 3 * sizes;
      const share = Math.abs(got[i]! - right) / (u * bound);
      worst = Number.isNaN(share) ? Number.POSITIVE_INFINITY : Math.max(worst, share);
    }
  }
  return worst;
}
