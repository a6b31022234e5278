import type { Measurement, Results } from '../../../results.ts';

/** How a contender is drawn: told by colour, by marker, and by dashes, so that no single one of them is needed. */
export interface SeriesLook {
  /** A property of the style sheet. */
  readonly colour: `--${string}`;
  /** Outline around 0, 0 within ±1, as SVG has it; absent for roofs. */
  readonly marker?: string;
  /** Lengths of strokes and gaps; empty is solid. */
  readonly dash: readonly number[];
  readonly width: number;
}

const colours = 8;
const markers = [
  'M1 0A1 1 0 1 1-1 0 1 1 0 1 1 1 0Z',
  'M-.9-.9H.9V.9H-.9Z',
  'M0-1.1 1.1.9H-1.1Z',
  'M0-1.25 1.25 0 0 1.25-1.25 0Z',
  'M0 1.1-1.1-.9H1.1Z',
  'M-.35-1.1H.35V-.35H1.1V.35H.35V1.1H-.35V.35H-1.1V-.35H-.35Z',
  'M-1.1 0-.5-1H.5L1.1 0 .5 1H-.5Z',
];
const roofDashes = [[], [10, 4], [2, 3], [10, 4, 2, 4], [4, 4]];

/** One of each contender of a file, by name: the same in every place and plot. */
export function looksOf({ measurements }: Results): ReadonlyMap<string, SeriesLook> {
  const kinds = new Map(measurements.map(({ contender, kind }) => [contender, kind]));
  const named = (wanted: Measurement['kind']): string[] =>
    [...kinds].filter(([, kind]) => kind === wanted).map(([name]) => name);
  const looks = new Map<string, SeriesLook>();
  named('roof').forEach((name, i) => {
    looks.set(name, { colour: '--text', dash: roofDashes[i % roofDashes.length]!, width: 1.5 });
  });
  [...named('ours'), ...named('peer')].forEach((name, i) => {
    const turn = Math.floor(i / colours);
    looks.set(name, {
      colour: `--series-${(i % colours) + 1}`,
      marker: markers[(i + 3 * turn) % markers.length]!,
      dash: kinds.get(name) === 'ours' ? [] : [6, 3],
      width: kinds.get(name) === 'ours' ? 2.5 : 1.5,
    });
  });
  return looks;
}
