import { rounded } from '../../../figures.ts';
import type { Results } from '../../../results.ts';
import { element } from '../element.ts';
import { figure } from '../in-figures.ts';
import { errorInWords } from './comparison.ts';
import type { MarkedData } from './marked-data.ts';
import { markedPlot } from './marked-plot.ts';
import { logAxis, ulpAxis } from './plot-axis.ts';
import { plotLegend } from './plot-legend.ts';
import { looksOf } from './series-look.ts';

/** Accuracy against speed in one scenario and place. Its values are those of the scenario's table. */
export function accuracyPlot(results: Results, place: string, scenario: string): HTMLElement {
  const found = comparable(results, place, scenario);
  if (found.length === 0)
    return element('p', { class: 'quiet' }, 'Nothing was measured in this scenario here.');
  const plot = markedPlot(accuracyData(results, place, scenario));
  const looks = looksOf(results);
  const entries = found.map(({ contender, kind, accuracy, ratio }) => ({
    name: contender,
    kind,
    look: looks.get(contender)!,
    note: `${rounded(ratio.value)} ×, ${errorInWords(accuracy.worstUlp)}`,
  }));
  return element(
    'figure',
    {},
    plot.root,
    element(
      'figcaption',
      {},
      'Left is faster: 1 is as fast as the copy of the same bytes. Down is more exact: at the bottom every bit is that of ' +
        'the correctly rounded result. The bars are the intervals of the ratios.',
    ),
    plotLegend(entries, plot),
  );
}

function accuracyData(results: Results, place: string, scenario: string): MarkedData {
  const looks = looksOf(results);
  const found = comparable(results, place, scenario);
  const inOrder = [...found].sort((a, b) => a.ratio.value - b.ratio.value);
  const y = ulpAxis(found.map(({ accuracy }) => accuracy.worstUlp));
  return {
    description: `Worst error against time by the copy’s, ${scenario} in ${place}: ${found.length} contenders; the table below has their values.`,
    xs: inOrder.map(({ ratio }) => ratio.value),
    x: logAxis(
      'time, by that of the copy',
      [1, ...found.flatMap(({ ratio }) => [ratio.low, ratio.high])],
      (ratio) => `${figure(ratio)} ×`,
    ),
    y,
    series: found.map((measurement) => ({
      name: measurement.contender,
      look: looks.get(measurement.contender)!,
      points: inOrder.map((other) => {
        if (other !== measurement) return undefined;
        const { contender, ratio, accuracy } = measurement;
        return {
          y: y.placeOf(accuracy.worstUlp),
          whisker: { along: 'x' as const, from: ratio.low, to: ratio.high },
          text: `${contender}: ${rounded(ratio.value)} × ${ratio.roof}, ${errorInWords(accuracy.worstUlp)}`,
        };
      }),
    })),
    lines: false,
    named: true,
  };
}

/** Those that have both: roofs have neither. In the order of the file. */
function comparable({ measurements }: Results, place: string, scenario: string) {
  return measurements.flatMap((measurement) => {
    const { ratio, accuracy } = measurement;
    if (measurement.place !== place || measurement.scenario !== scenario || !ratio || !accuracy) return [];
    return [{ ...measurement, ratio, accuracy }];
  });
}
