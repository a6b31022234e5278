import { rounded } from '../../../figures.ts';
import type { Measurement, Results } from '../../../results.ts';
import { dataTable } from '../data-table.ts';
import { element } from '../element.ts';
import { bytesInWords, duration, figure } from '../in-figures.ts';
import { contendersOf, errorInWords, measurementOf, scenariosOfSize, worstUlpOf } from './comparison.ts';
import type { MarkedData, MarkedPoint } from './marked-data.ts';
import { markedPlot } from './marked-plot.ts';
import { logAxis } from './plot-axis.ts';
import { plotLegend } from './plot-legend.ts';
import { looksOf } from './series-look.ts';

/** What the curves show: the time itself, or by that of the copy. */
export type TimeMeasure = 'time' | 'ratio';

const captions: Readonly<Record<TimeMeasure, string>> = {
  time:
    'Median time of one run; the bars end at the least time and at the 95th percentile. Lines without marks are copies of ' +
    'as many bytes in the memory where the contenders’ arrays lie: what moving the data alone takes.',
  ratio:
    'Median time by that of the copy of as many bytes, in the memory where the contender’s arrays lie, in the same round: ' +
    'at 1 it is as fast as the copy. The bars are the intervals of the ratios.',
};

/** Time against bytes, of every contender of a place, with its legend and as a table. */
export function timeCurves(results: Results, place: string, measure: TimeMeasure): HTMLElement {
  const data = timeData(results, place, measure);
  if (data === undefined)
    return element('p', { class: 'quiet' }, 'No float32 scenario along the last axis was measured here.');
  const plot = markedPlot(data);
  const entries = data.series.map(({ name, look }) => {
    const { kind } = contendersOf(results, place).find(({ contender }) => contender === name)!;
    return { name, kind, look, note: accuracyNote(results, place, name) };
  });
  return element(
    'figure',
    {},
    plot.root,
    element('figcaption', {}, captions[measure]),
    plotLegend(entries, plot),
    element('details', {}, element('summary', {}, 'The same as a table'), timeTable(results, place, data)),
  );
}

/** Undefined where nothing was measured. Series are in the order of `contendersOf`; roofs have no ratios. */
function timeData(results: Results, place: string, measure: TimeMeasure): MarkedData | undefined {
  const scenarios = scenariosOfSize(results);
  const looks = looksOf(results);
  const series = contendersOf(results, place)
    .map(({ contender }) => ({
      name: contender,
      look: looks.get(contender)!,
      points: scenarios.map(({ name }) => {
        const found = measurementOf(results, place, contender, name);
        return found && pointOf(found, measure);
      }),
    }))
    .filter(({ points }) => points.some((point) => point !== undefined));
  if (series.length === 0) return undefined;
  const ends = series.flatMap(({ points }) =>
    points.flatMap((point) => (point ? [point.whisker?.from ?? point.y, point.whisker?.to ?? point.y] : [])),
  );
  const xs = scenarios.map(({ bytes }) => bytes);
  const what = measure === 'time' ? 'time of one run' : 'time, by that of the copy';
  return {
    description: `The ${what} against bytes in ${place}, both axes logarithmic: ${series.length} curves; the table below has their values.`,
    xs,
    x: logAxis('bytes read and written', xs, bytesInWords),
    y:
      measure === 'time'
        ? logAxis(what, ends, duration)
        : logAxis(what, [1, ...ends], (ratio) => `${figure(ratio)} ×`),
    series,
    lines: true,
    named: false,
  };
}

function pointOf(found: Measurement, measure: TimeMeasure): MarkedPoint | undefined {
  const { contender, scenario, kind, milliseconds, ratio, accuracy } = found;
  if (measure === 'ratio' && !ratio) return undefined;
  const { median, min, p95 } = milliseconds;
  const by = ratio ? `, ${rounded(ratio.value)} × ${ratio.roof}` : '';
  const exactness = accuracy ? `, ${errorInWords(accuracy.worstUlp)}` : '';
  const text = `${contender}: ${scenario} in ${duration(median)}${by}${exactness}`;
  return measure === 'ratio' && ratio
    ? { y: ratio.value, whisker: { along: 'y', from: ratio.low, to: ratio.high }, text }
    : { y: median, ...(kind !== 'roof' && { whisker: { along: 'y', from: min, to: p95 } }), text };
}

/** Empty for roofs, which compute nothing. */
function accuracyNote(results: Results, place: string, contender: string): string {
  const names = new Set(scenariosOfSize(results).map(({ name }) => name));
  const worst = worstUlpOf(
    results.measurements.filter(
      (other) => other.place === place && other.contender === contender && names.has(other.scenario),
    ),
  );
  return worst === undefined ? '' : errorInWords(worst);
}

function timeTable(results: Results, place: string, { series }: MarkedData): HTMLElement {
  const scenarios = scenariosOfSize(results);
  const rows = series.map(({ name }) => [
    name,
    ...scenarios.map((scenario) => {
      const found = measurementOf(results, place, name, scenario.name);
      if (found === undefined) return 'left out';
      const { milliseconds, ratio, accuracy } = found;
      return [
        duration(milliseconds.median),
        ...(ratio ? [`${rounded(ratio.value)} ×`] : []),
        ...(accuracy ? [errorInWords(accuracy.worstUlp)] : []),
      ].join(', ');
    }),
  ]);
  return dataTable({
    caption: `Median time of one run in ${place}, by the copy’s, and the worst error of its result`,
    columns: ['contender', ...scenarios.map(({ name, bytes }) => `${name}, ${bytesInWords(bytes)}`)],
    rows,
  });
}
