/** One axis of a plot. */
export interface PlotAxis {
  readonly label: string;
  readonly log: boolean;
  readonly range: readonly [least: number, greatest: number];
  readonly splits: readonly number[];
  text(value: number): string;
}

/** Ends a little outside the values, marks at powers of ten: fewer where these would crowd, more where one at most is within. */
export function logAxis(label: string, values: readonly number[], text: (value: number) => string): PlotAxis {
  const [least, greatest] = [Math.min(...values) / 1.6, Math.max(...values) * 1.6];
  const [from, to] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(greatest))];
  const powers = Array.from({ length: to - from + 1 }, (_, i) => 10 ** (from + i));
  const within = (split: number): boolean => split >= least && split <= greatest;
  const decades = powers.filter(within);
  const splits =
    decades.length < 3 ? powers.flatMap((power) => [power, 2 * power, 5 * power]).filter(within) : decades;
  return { label, log: true, range: [least, greatest], splits, text };
}

/**
 * Of ULP: powers of ten upwards from 1, with places of their own for 0 below and for ∞ above. Values on it are those of
 * `placeOf`.
 */
export function ulpAxis(worst: readonly (number | 'Infinity')[]): PlotAxis & {
  placeOf(ulp: number | 'Infinity'): number;
} {
  const finite = worst.map(Number).filter((ulp) => ulp < Infinity);
  const decades = Math.max(1, Math.ceil(Math.log10(Math.max(1, ...finite))));
  const infinity = decades + 1;
  const every = Math.ceil((decades + 1) / 5);
  const powers = Array.from({ length: decades + 1 }, (_, i) => i).filter((power) => power % every === 0);
  return {
    label: 'worst error, ULP',
    log: false,
    range: [-1.6, infinity + 0.6],
    splits: [-1, ...powers, infinity],
    text: (place) => (place === -1 ? 'exact' : place === infinity ? '∞' : powerOfTen(place)),
    placeOf(ulp) {
      if (ulp === 'Infinity') return infinity;
      return ulp === 0 ? -1 : Math.max(-0.5, Math.log10(ulp));
    },
  };
}

function powerOfTen(power: number): string {
  return power < 4 ? String(10 ** power) : `1e${power}`;
}
