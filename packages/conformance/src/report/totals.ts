import type { CaseResult } from '../case.ts';
import { histogramBounds } from '../measure.ts';

/** What several cases came to together. */
export interface Totals {
  readonly cases: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Compared in any way; of these, those compared with the exact result. */
  readonly elements: number;
  readonly measured: number;
  /** Correctly rounded, of `measured`. */
  readonly exact: number;
  readonly mismatches: number;
  readonly worstUlp: number;
  readonly meanUlp: number;
  readonly milliseconds: number;
  /** Elements by their error, by `histogramBounds`. */
  readonly histogram: readonly number[];
}

/** The sums, the worst and the mean of some results. */
export function totalsOf(results: readonly CaseResult[]): Totals {
  const sum = (of: (result: CaseResult) => number): number =>
    results.reduce((total, each) => total + of(each), 0);
  const count = (status: CaseResult['status']): number => sum((each) => (each.status === status ? 1 : 0));
  const measured = sum((each) => each.measured);
  return {
    cases: results.length,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    elements: sum((each) => each.elements),
    measured,
    exact: sum((each) => each.exact),
    mismatches: sum((each) => each.mismatches),
    worstUlp: results.reduce((worst, each) => Math.max(worst, each.worstUlp), 0),
    meanUlp:
      measured === 0 ? 0 : sum((each) => (each.measured === 0 ? 0 : each.meanUlp * each.measured)) / measured,
    milliseconds: sum((each) => each.milliseconds),
    histogram: histogramBounds.map((_, bar) => sum((each) => each.histogram[bar]!)),
  };
}
