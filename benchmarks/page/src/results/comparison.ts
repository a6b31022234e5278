import { ulpText } from '../../../figures.ts';
import type { Measurement, Results } from '../../../results.ts';

export type ResultScenario = Results['scenarios'][number];

/** Contenders of a place in the order of the file, each once. */
export function contendersOf({ measurements }: Results, place: string): readonly Measurement[] {
  const seen = new Map<string, Measurement>();
  for (const measurement of measurements)
    if (measurement.place === place && !seen.has(measurement.contender))
      seen.set(measurement.contender, measurement);
  return [...seen.values()];
}

/** Those that differ in size alone: float32, along the last axis, ordinary values, from one array to another; by bytes. */
export function scenariosOfSize({ scenarios }: Results): readonly ResultScenario[] {
  return scenarios
    .filter(
      ({ dtype, task, values, axis, shape }) =>
        dtype === 'float32' &&
        task === 'normalize' &&
        values === 'ordinary' &&
        (axis === -1 || axis === shape.length - 1),
    )
    .sort((a, b) => a.bytes - b.bytes);
}

/** Undefined where the contender was left out of the scenario. */
export function measurementOf(
  { measurements }: Results,
  place: string,
  contender: string,
  scenario: string,
): Measurement | undefined {
  return measurements.find(
    (other) => other.place === place && other.contender === contender && other.scenario === scenario,
  );
}

/** The worst of several; undefined where none has an accuracy: roofs. */
export function worstUlpOf(measurements: readonly Measurement[]): number | 'Infinity' | undefined {
  const ulps = measurements.flatMap(({ accuracy }) => (accuracy ? [accuracy.worstUlp] : []));
  if (ulps.length === 0) return undefined;
  const worst = Math.max(...ulps.map(Number));
  return worst === Number.POSITIVE_INFINITY ? 'Infinity' : worst;
}

/** `exact`, `up to 3 ULP off`, `infinitely off`: NaN or ∞ for a number, or the other way round. */
export function errorInWords(ulp: number | 'Infinity'): string {
  if (ulp === 'Infinity') return 'infinitely off';
  return ulp === 0 ? 'exact' : `up to ${ulpText(ulp)} ULP off`;
}
