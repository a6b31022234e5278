import { type Histogram, histogramOf } from './histogram.ts';

/** The norms of all slices; min, median and max are of the finite ones, and absent where there are none. */
export interface NormSummary {
  readonly slices: number;
  readonly nonFinite: number;
  readonly min?: number;
  readonly median?: number;
  readonly max?: number;
  /** Of the finite ones. */
  readonly histogram: Histogram;
}

const bins = 40;

export function summarizeNorms(norms: Float64Array): NormSummary {
  const finite = norms.filter(Number.isFinite).sort();
  const count = finite.length;
  const counts = {
    slices: norms.length,
    nonFinite: norms.length - count,
    histogram: histogramOf(finite, bins),
  };
  if (count === 0) return counts;
  const [low, high] = [finite[Math.floor((count - 1) / 2)]!, finite[Math.floor(count / 2)]!];
  return { ...counts, min: finite[0]!, median: low + (high - low) / 2, max: finite[count - 1]! };
}
