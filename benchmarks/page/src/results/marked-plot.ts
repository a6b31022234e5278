import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { element } from '../element.ts';
import { onThemeOrWidth, type PlotColours, plotColours } from '../plot-theme.ts';
import { drawMarks } from './draw-marks.ts';
import { drawNames } from './draw-names.ts';
import type { MarkedData } from './marked-data.ts';
import type { PlotAxis } from './plot-axis.ts';
import { plotTooltip } from './plot-tooltip.ts';

/** A plot and what its legend does. */
export interface MarkedPlot {
  readonly root: HTMLElement;
  show(series: number, shown: boolean): void;
  /** Fades the others; undefined brings them back. */
  emphasize(series: number | undefined): void;
}

export function markedPlot(data: MarkedData): MarkedPlot {
  const root = element('div', { class: 'plot', role: 'img', 'aria-label': data.description });
  let colours: PlotColours | undefined;
  const current = (): PlotColours => {
    colours ??= plotColours();
    return colours;
  };
  const plot = new uPlot(optionsOf(data, current), alignedData(data), root);
  onThemeOrWidth(root, {
    width: (width) => plot.setSize({ width, height: heightFor(width) }),
    theme() {
      colours = undefined;
      plot.redraw();
    },
    end: () => plot.destroy(),
  });
  return {
    root,
    show: (series, shown) => plot.setSeries(series + 1, { show: shown }),
    emphasize: (series) => plot.setSeries(series === undefined ? null : series + 1, { focus: true }),
  };
}

function alignedData({ xs, series }: MarkedData): uPlot.AlignedData {
  return [[...xs], ...series.map(({ points }) => points.map((point) => point?.y))];
}

function heightFor(width: number): number {
  return Math.round(Math.min(560, Math.max(340, width * 0.5)));
}

function optionsOf(data: MarkedData, colours: () => PlotColours): uPlot.Options {
  const { x, y, series, lines, named } = data;
  return {
    // Until its place has a width.
    width: 320,
    height: heightFor(320),
    padding: [12, 12, 0, 0],
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { show: false }, x: false, y: false },
    focus: { alpha: 0.15 },
    scales: { x: scaleOf(x), y: scaleOf(y) },
    axes: [axisOf(x, colours, 44), axisOf(y, colours, 70)],
    series: [
      {},
      ...series.map(
        ({ name, look }): uPlot.Series => ({
          label: name,
          stroke: () => colours().of(look.colour),
          width: lines ? look.width : 0,
          dash: [...look.dash],
          spanGaps: true,
          points: { show: false },
          ...(!lines && { paths: () => null }),
        }),
      ),
    ],
    hooks: {
      drawSeries: [(plot, i) => drawMarks(plot, i, data, colours())],
      draw: named ? [(plot) => drawNames(plot, data, colours())] : [],
    },
    plugins: [plotTooltip(data)],
  };
}

function scaleOf({ log, range }: PlotAxis): uPlot.Scale {
  return { time: false, distr: log ? 3 : 1, range: () => [...range] };
}

function axisOf({ label, splits, text }: PlotAxis, colours: () => PlotColours, size: number): uPlot.Axis {
  const font = '13px system-ui, sans-serif';
  return {
    label,
    font,
    labelFont: font,
    labelSize: 22,
    size,
    space: 30,
    stroke: () => colours().text,
    grid: { stroke: () => colours().grid, width: 1 },
    ticks: { stroke: () => colours().grid, width: 1 },
    splits: () => [...splits],
    // Its own would leave out what is no power of ten, and not what would overlap.
    filter: (plot, values, i) => (i === 0 ? thinned(plot, values, text) : values),
    values: (_, values) => values.map((value: number | null) => (value === null ? '' : text(value))),
  };
}

/** CSS pixels of a character, about, with those between two texts. */
const [character, gap] = [7.5, 10];

/** Texts along x are kept as far as there is room beside the one before. */
function thinned(plot: uPlot, values: readonly number[], text: (value: number) => string): (number | null)[] {
  let end = -Infinity;
  return values.map((value) => {
    const half = (text(value).length * character) / 2;
    const center = plot.valToPos(value, 'x');
    if (center - half < end + gap) return null;
    end = center + half;
    return value;
  });
}
