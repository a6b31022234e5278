/** Upper ends of the bars of a histogram in ULP; the first holds what is correctly rounded. */
export const histogramBounds: readonly number[] = [
  0,
  0.5,
  ...Array.from({ length: 21 }, (_, i) => 2 ** i),
  Infinity,
];

/** What a case has compared so far. */
export interface Measure {
  /** Elements compared in any way; of these, those whose error against the exact result is known. */
  readonly elements: number;
  readonly measured: number;
  readonly mismatches: number;
  /** Elements that are the correctly rounded ones, of `measured`. */
  readonly exact: number;
  readonly worstUlp: number;
  readonly meanUlp: number;
  /** By `histogramBounds`. */
  readonly histogram: readonly number[];
  /** Elements compared bit by bit. */
  count(elements: number): void;
  /** One element, compared with the exact result; `exact` where it is the correctly rounded one. */
  add(ulp: number, exact: boolean): void;
  /** Elements, 1 by default, that are not what they should be. */
  mismatch(elements?: number): void;
}

/** A measure of no elements yet. */
export function createMeasure(): Measure {
  const histogram = histogramBounds.map(() => 0);
  let [elements, measured, mismatches, exact, worstUlp, total] = [0, 0, 0, 0, 0, 0];
  return {
    get elements() {
      return elements;
    },
    get measured() {
      return measured;
    },
    get mismatches() {
      return mismatches;
    },
    get exact() {
      return exact;
    },
    get worstUlp() {
      return worstUlp;
    },
    get meanUlp() {
      return measured === 0 ? 0 : total / measured;
    },
    histogram,
    count(n) {
      elements += n;
    },
    add(ulp, isExact) {
      elements++;
      measured++;
      total += ulp;
      if (ulp > worstUlp) worstUlp = ulp;
      if (isExact) {
        exact++;
        histogram[0]!++;
      } else histogram[barOf(ulp)]!++;
    },
    mismatch(n = 1) {
      mismatches += n;
    },
  };
}

function barOf(ulp: number): number {
  for (let bar = 1; bar < histogramBounds.length; bar++) if (ulp <= histogramBounds[bar]!) return bar;
  return histogramBounds.length - 1;
}
