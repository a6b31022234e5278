import { intervalText, rounded, ulpText } from '../../../figures.ts';
import type { Measurement, Results } from '../../../results.ts';
import { type Cell, dataTable } from '../data-table.ts';
import { duration, percent } from '../in-figures.ts';

/** All that was measured in a scenario and place, the fastest first: speed and accuracy. */
export function scenarioTable({ measurements }: Results, place: string, scenario: string): HTMLElement {
  const found = measurements
    .filter((measurement) => measurement.place === place && measurement.scenario === scenario)
    .sort((a, b) => a.milliseconds.median - b.milliseconds.median);
  return dataTable({
    caption: `${scenario} in ${place}, the fastest first; unitsphere’s are bold`,
    columns: [
      'contender',
      { text: 'worst ULP', title: 'of the result, against the correctly rounded one' },
      { text: 'exact', title: 'share of the elements whose every bit is the correctly rounded result’s' },
      { text: 'by the copy’s', title: 'time by that of the copy of as many bytes, in the same round' },
      {
        text: 'interval',
        title:
          'with the stated confidence, from the passes; noisy: its ends are more than 1.5 × apart; once: too slow for more',
      },
      'median',
      'least',
      { text: '95th', title: '95th percentile of the rounds' },
      'GB/s',
      'rounds',
      { text: 'the copy', class: 'word' },
    ],
    rows: found.map(rowOf),
  });
}

function rowOf(measurement: Measurement): readonly Cell[] {
  const { contender, kind, accuracy, ratio, milliseconds, gigabytesPerSecond, rounds, repeats, noisy } =
    measurement;
  return [
    { text: contender, class: kind },
    accuracy ? ulpCell(accuracy.worstUlp) : '',
    accuracy
      ? {
          text: percent(accuracy.exact),
          title: `of ${accuracy.elements.toLocaleString('en')} elements`,
        }
      : '',
    ratio ? `${rounded(ratio.value)} ×` : '',
    ratio
      ? {
          text: `${noisy ? 'noisy ' : ''}${intervalText(ratio)}`,
          class: noisy ? 'fair' : '',
        }
      : '',
    duration(milliseconds.median),
    duration(milliseconds.min),
    duration(milliseconds.p95),
    rounded(gigabytesPerSecond),
    { text: String(rounds), title: `of ${repeats} ${repeats === 1 ? 'run' : 'runs'} each` },
    { text: ratio?.roof ?? 'a copy itself', class: ratio ? 'word' : 'word quiet' },
  ];
}

function ulpCell(ulp: number | 'Infinity'): Cell {
  const grade = ulp === 0 ? 'good' : Number(ulp) <= 4 ? 'fair' : 'bad';
  return { text: ulpText(ulp), class: grade };
}
