import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { dataTable } from '../data-table.ts';
import { element } from '../element.ts';
import { figure } from '../in-figures.ts';
import { onThemeOrWidth, type PlotColours, plotColours } from '../plot-theme.ts';
import type { Histogram } from './histogram.ts';
import type { NormSummary } from './norm-summary.ts';

/** The histogram of the norms as bars, and as a table. */
export function normPlot(title: string, { slices, nonFinite, histogram }: NormSummary): HTMLElement {
  const drawn = slices - nonFinite;
  const places = placesOf(histogram);
  const described = `${title}: ${drawn} of ${slices} slices from ${figure(histogram.from)} to ${figure(histogram.to)}, in ${histogram.counts.length} bars; the table below has their heights.`;
  const caption = nonFinite === 0 ? title : `${title}; ${nonFinite} are not finite and are not drawn`;
  const rows = histogram.counts.flatMap((count, i) =>
    count === 0 ? [] : [[`${places.edge(i)} – ${places.edge(i + 1)}`, `${count}`]],
  );
  const table = dataTable({ caption: `${title}: slices by norm`, columns: ['norm', 'slices'], rows });
  return element(
    'figure',
    { class: 'norm-plot' },
    element('figcaption', {}, caption),
    bars(histogram, described),
    element('details', {}, element('summary', {}, 'The same as a table'), table),
  );
}

function bars(histogram: Histogram, described: string): HTMLElement {
  const root = element('div', { class: 'plot', role: 'img', 'aria-label': described });
  let colours: PlotColours | undefined;
  const current = (): PlotColours => {
    colours ??= plotColours();
    return colours;
  };
  const { centers } = placesOf(histogram);
  const plot = new uPlot(optionsOf(histogram, current), [centers, [...histogram.counts]], root);
  onThemeOrWidth(root, {
    width: (width) => plot.setSize({ width, height }),
    theme() {
      colours = undefined;
      plot.redraw();
    },
    end: () => plot.destroy(),
  });
  return root;
}

const height = 240;

function optionsOf({ from, to, counts }: Histogram, colours: () => PlotColours): uPlot.Options {
  const font = '13px system-ui, sans-serif';
  const axis = {
    font,
    labelFont: font,
    labelSize: 22,
    stroke: () => colours().text,
    grid: { stroke: () => colours().grid, width: 1 },
    ticks: { stroke: () => colours().grid, width: 1 },
  };
  return {
    // Until its place has a width.
    width: 280,
    height,
    padding: [12, 16, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: () => [from, to] },
      y: { range: () => [0, Math.max(1, ...counts) * 1.05] },
    },
    axes: [
      { ...axis, label: 'norm', size: 44, space: 70, values: (_, values) => values.map(short) },
      {
        ...axis,
        label: 'slices',
        size: 64,
        values: (_, values) => values.map((n) => (n % 1 ? '' : short(n))),
      },
    ],
    series: [
      {},
      {
        label: 'slices',
        stroke: () => colours().of('--accent'),
        fill: () => colours().of('--accent'),
        width: 0,
        points: { show: false },
        paths: uPlot.paths.bars!({ size: [1, Number.POSITIVE_INFINITY], gap: 1 }),
      },
    ],
  };
}

/** Six figures, which tell the ticks of a narrow range apart. */
function short(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-4 || size >= 1e6)
    ? value.toExponential(2)
    : `${Number(value.toPrecision(6))}`;
}

function placesOf({ from, to, counts }: Histogram): { centers: number[]; edge(i: number): string } {
  const at = (i: number): number => from + ((to - from) / counts.length) * i;
  return { centers: counts.map((_, i) => at(i + 0.5)), edge: (i) => short(at(i)) };
}
