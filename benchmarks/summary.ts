import type { ContenderPass, PlacePass } from './pass.ts';
import { quantile } from './quantile.ts';
import type { LeftOut, Measurement } from './results.ts';
import { bytesMoved, type Scenario, scenarios } from './scenarios.ts';

type Accuracy = NonNullable<Measurement['accuracy']>;

/** Of an interval: its greatest by its least. */
const wide = 1.5;

/** With which an interval holds the ratio, where passes are independent and their logarithms normally distributed. */
export const confidence: number = 0.95;

/** 97.5 % quantiles of Student's t for 1, 2, … degrees of freedom; of more than nine they are smaller. */
const student: readonly number[] = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262];

/**
 * What the passes say of each contender in each scenario and place. What is missing in one of a place's passes is missing here:
 * the interval would be another's. What
 * was timed once is here as well, without one.
 */
export function measurementsOf(
  passes: readonly PlacePass[],
  known: readonly Scenario[] = scenarios,
): Measurement[] {
  const places = [...new Set(passes.map(({ place }) => place.name))];
  return places.flatMap((place) => {
    const own = passes.filter((pass) => pass.place.name === place);
    return known.flatMap((scenario) => {
      const contenders = own.map(
        (pass) => pass.scenarios.find((each) => each.scenario === scenario.name)?.contenders ?? [],
      );
      const names = contenders[0]?.map(({ name }) => name) ?? [];
      return names.flatMap((name) => {
        const each = contenders.flatMap((all) =>
          all.filter((one) => one.name === name && one.milliseconds.length > 0),
        );
        return each.length === own.length || each[0]?.once ? measurementOf(each, place, scenario) : [];
      });
    });
  });
}

/** What was not measured: each contender of a scenario once, with the first reason. */
export function leftOutOf(passes: readonly PlacePass[]): LeftOut[] {
  const reasons = new Map<string, LeftOut>();
  for (const each of passes.flatMap(({ leftOut }) => leftOut)) {
    const key = JSON.stringify([each.place, each.contender, each.scenario]);
    if (!reasons.has(key)) reasons.set(key, each);
  }
  return [...reasons.values()];
}

/** The geometric mean of passes' ratios, and Student's interval for it, of their logarithms; of one pass, itself. */
function intervalOf(ratios: readonly number[]): {
  readonly low: number;
  readonly value: number;
  readonly high: number;
} {
  const [first = Number.NaN] = ratios;
  if (ratios.length < 2) return { low: first, value: first, high: first };
  const logarithms = ratios.map(Math.log);
  const count = logarithms.length;
  const mean = logarithms.reduce((a, b) => a + b, 0) / count;
  const variance = logarithms.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (count - 1);
  const half = student[Math.min(count - 2, student.length - 1)]! * Math.sqrt(variance / count);
  return { low: Math.exp(mean - half), value: Math.exp(mean), high: Math.exp(mean + half) };
}

function measurementOf(passes: readonly ContenderPass[], place: string, scenario: Scenario): Measurement[] {
  const [first] = passes;
  if (!first) return [];
  const milliseconds = passes.flatMap((pass) => pass.milliseconds);
  const median = quantile(milliseconds, 0.5);
  const medians = passes.filter(({ ratios }) => ratios.length > 0).map(({ ratios }) => quantile(ratios, 0.5));
  const { low, value, high } = intervalOf(medians);
  const hasRatio = medians.length === passes.length;
  const accuracy = combined(passes.flatMap((pass) => pass.accuracy ?? []));
  return [
    {
      scenario: scenario.name,
      place,
      contender: first.name,
      kind: first.kind,
      milliseconds: { min: Math.min(...milliseconds), median, p95: quantile(milliseconds, 0.95) },
      gigabytesPerSecond: bytesMoved(scenario) / median / 1e6,
      ...(hasRatio && { ratio: { roof: first.roof, value, low, high, passes: medians } }),
      ...(accuracy && { accuracy }),
      rounds: milliseconds.length,
      repeats: Math.max(...passes.map(({ repeats }) => repeats)),
      noisy: hasRatio && high > wide * low,
    },
  ];
}

/** The worst of all, and the share of all elements. */
function combined(accuracies: readonly Accuracy[]): Accuracy | undefined {
  if (accuracies.length === 0) return undefined;
  const elements = accuracies.reduce((sum, each) => sum + each.elements, 0);
  const exact = accuracies.reduce((sum, each) => sum + each.exact * each.elements, 0) / elements;
  const worst = Math.max(
    ...accuracies.map(({ worstUlp }) => (worstUlp === 'Infinity' ? Infinity : worstUlp)),
  );
  return { worstUlp: worst === Infinity ? 'Infinity' : worst, exact: Math.min(1, exact), elements };
}
