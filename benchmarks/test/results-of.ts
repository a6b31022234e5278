import { type Measurement, parseResults, type Results } from '../results.ts';

/** Results with these ratios of one contender, by scenario. */
export function resultsOf(
  ratios: Readonly<Record<string, readonly [low: number, value: number, high: number]>>,
): Results {
  const names = Object.keys(ratios);
  return parseResults({
    format: 1,
    started: '2026-01-02T03:04:05.000Z',
    seconds: 10,
    arguments: [],
    quick: false,
    passes: 3,
    confidence: 0.95,
    machine: {
      name: 'a-2-cores',
      processor: 'A',
      cores: 2,
      memoryGigabytes: 8,
      system: 'linux',
      load: [0, 0.5],
    },
    places: [{ name: 'node', version: 'v20.0.0', flags: [], versions: { fast: '1.2.3' } }],
    scenarios: names.map((name) => ({
      name,
      shape: [1000, 768],
      axis: -1,
      dtype: 'float32',
      task: 'normalize',
      values: 'ordinary',
      bytes: 6_144_000,
    })),
    measurements: names.map((scenario): Measurement => {
      const [low, value, high] = ratios[scenario]!;
      return {
        scenario,
        place: 'node',
        contender: 'fast',
        kind: 'peer',
        milliseconds: { min: 1, median: 2, p95: 3 },
        gigabytesPerSecond: 3.07,
        ratio: { roof: 'copy', value, low, high, passes: [low, value, high] },
        accuracy: { worstUlp: 'Infinity', exact: 0.25, elements: 768_000 },
        rounds: 9,
        repeats: 1,
        noisy: false,
      };
    }),
    leftOut: [{ place: 'node', contender: 'slow', scenario: names[0] ?? '', reason: 'a run takes 3 s' }],
    scoreboard: [
      {
        contender: 'fast',
        place: 'node',
        version: '1.2.3',
        scores: [
          { family: 'ordinary', elements: 10, exact: 10, worstUlp: 0, grade: 'exact' },
          { family: 'huge', elements: 10, exact: 1, worstUlp: 'Infinity', grade: 'wrong' },
          { family: 'none of it', elements: 0, exact: 0, worstUlp: 0, grade: 'none' },
        ],
      },
    ],
  });
}
