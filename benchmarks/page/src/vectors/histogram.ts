/** How many values fall into each of equal parts of `from` to `to`; the last part holds its end. */
export interface Histogram {
  readonly from: number;
  readonly to: number;
  readonly counts: readonly number[];
}

/**
 * Of finite values ≥ 0, from the least to the greatest; from 0 where all are alike to a thousandth, since their
 * rounding would fill the picture otherwise.
 */
export function histogramOf(values: ArrayLike<number>, bins: number): Histogram {
  let [least, greatest] = [Infinity, 0];
  for (let i = 0; i < values.length; i++) {
    least = Math.min(least, values[i]!);
    greatest = Math.max(greatest, values[i]!);
  }
  const from = greatest > least && greatest - least >= greatest / 1000 ? least : 0;
  const to = greatest > 0 ? greatest : 1;
  const counts = new Array<number>(bins).fill(0);
  for (let i = 0; i < values.length; i++) {
    // The share first: a part's width can be less than the least number.
    const part = Math.floor(((values[i]! - from) / (to - from)) * bins);
    counts[Math.min(part, bins - 1)]! += 1;
  }
  return { from, to, counts };
}
