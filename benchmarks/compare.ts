import { percentText, ratioText, ulpText } from './figures.ts';
import type { Measurement, Results } from './results.ts';
import { textTable } from './text-table.ts';

type Ratio = NonNullable<Measurement['ratio']>;

/** A ratio then and now. */
export interface Change {
  readonly place: string;
  readonly scenario: string;
  readonly contender: string;
  readonly before: Ratio;
  readonly after: Ratio;
  /** Of the ratio: 0.1 is a tenth slower. */
  readonly difference: number;
  /** Whether the two intervals have a value in common: else something has changed. */
  readonly overlap: boolean;
  /** Of the results, in words: then and now. */
  readonly errors: readonly [before: string, after: string];
}

/** Of what both have, in the order of `after`. */
export function changesOf(before: Results, after: Results): Change[] {
  return after.measurements.flatMap(({ place, scenario, contender, ratio, accuracy }) => {
    const found = before.measurements.find(
      (each) => each.place === place && each.scenario === scenario && each.contender === contender,
    );
    const old = found?.ratio;
    if (!ratio || !old || old.roof !== ratio.roof) return [];
    // Without an interval nothing can be said.
    if (Math.min(ratio.passes.length, old.passes.length) < 2) return [];
    const overlap = ratio.low <= old.high && old.low <= ratio.high;
    return [
      {
        place,
        scenario,
        contender,
        before: old,
        after: ratio,
        difference: ratio.value / old.value - 1,
        overlap,
        errors: [errorText(found.accuracy), errorText(accuracy)],
      },
    ];
  });
}

export function comparisonText(before: Results, after: Results): string {
  const changes = changesOf(before, after);
  if (changes.length === 0) return 'Nothing that both results have can be compared.';
  const rows = changes.map(({ place, scenario, contender, before, after, difference, overlap, errors }) => [
    `${place}, ${scenario}: ${contender}`,
    ratioText(before),
    '→',
    ratioText(after),
    `${difference < 0 ? '−' : '+'}${(100 * Math.abs(difference)).toFixed(1)} %`,
    errors[0] === errors[1] ? errors[1] : errors.join(' → '),
    overlap ? '' : 'changed',
  ]);
  const largest = changes.reduce((a, b) => (Math.abs(b.difference) > Math.abs(a.difference) ? b : a));
  const overlapping = changes.filter(({ overlap }) => overlap).length;
  const other =
    before.machine.name === after.machine.name
      ? []
      : [`The machines differ: ${before.machine.name}, ${after.machine.name}.`];
  return [
    `Changes of the ratios since ${before.started}`,
    `before: ${methodText(before)}`,
    `after: ${methodText(after)}`,
    textTable(['', `before`, '', 'after', 'difference', 'worst ULP', ''], rows),
    ...other,
    `Largest difference ${(100 * Math.abs(largest.difference)).toFixed(1)} % (${largest.place}, ${largest.scenario}: ${largest.contender}); ` +
      `${overlapping} of ${changes.length} pairs of intervals overlap.`,
  ].join('\n');
}

function errorText(accuracy: Measurement['accuracy']): string {
  return accuracy ? ulpText(accuracy.worstUlp) : 'not verified';
}

/** What intervals of two runs must have alike to mean the same. */
function methodText({ passes, confidence, quick, places }: Results): string {
  const versions = places.map(({ name, version }) => `${name} ${version}`);
  return `${passes} passes${quick ? ' of the quick run' : ''}, intervals of ${percentText(confidence)} %, ${versions.join(', ')}`;
}
