import type { PlotAxis } from './plot-axis.ts';
import type { SeriesLook } from './series-look.ts';

/** One value of a series, where there is one. */
export interface MarkedPoint {
  readonly y: number;
  /** A line through it from one end of an interval to the other. */
  readonly whisker?: { readonly along: 'x' | 'y'; readonly from: number; readonly to: number };
  /** What is said where the pointer is near. */
  readonly text: string;
}

interface MarkedSeries {
  readonly name: string;
  readonly look: SeriesLook;
  /** For each x of the plot. */
  readonly points: readonly (MarkedPoint | undefined)[];
}

/** Series over the same xs, marks and perhaps lines. */
export interface MarkedData {
  /** Said in place of the picture. */
  readonly description: string;
  /** In order. */
  readonly xs: readonly number[];
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly series: readonly MarkedSeries[];
  readonly lines: boolean;
  /** Writes each series' name at its marks, where there is room. */
  readonly named: boolean;
}
