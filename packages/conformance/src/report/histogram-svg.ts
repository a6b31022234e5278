import { histogramBounds } from '../measure.ts';
import { escapeMarkup } from './escape-markup.ts';
import { grouped } from './figures.ts';

const bar = 44;
const height = 120;
const top = 18;
const bottom = 34;

/** Elements by their error in ULP as bars, their heights by the logarithm of the count. Colours come from the page. */
export function histogramSvg(histogram: readonly number[], label: string): string {
  const last = histogram.reduce((end, count, i) => (count > 0 ? Math.max(i, end) : end), 5);
  const shown = histogram.slice(0, last + 1);
  const most = Math.log10(1 + Math.max(...shown));
  const width = shown.length * bar;
  const bars = shown.map((count, i) => {
    const tall = count === 0 ? 0 : Math.max(2, (Math.log10(1 + count) / most) * height);
    const [x, y] = [i * bar, top + height - tall];
    const middle = x + bar / 2;
    const name = nameOf(i);
    return [
      `<g><title>${escapeMarkup(`${name} ULP: ${grouped(count)}`)}</title>`,
      `<rect class="${i === 0 ? 'exact' : 'off'}" x="${x + 3}" y="${round(y)}" width="${bar - 6}" height="${round(tall)}" rx="2"/>`,
      count === 0 ? '' : `<text x="${middle}" y="${round(y - 5)}">${short(count)}</text>`,
      `<text class="bound" x="${middle}" y="${top + height + 15}">${escapeMarkup(name)}</text></g>`,
    ].join('');
  });
  const axis = `<line x1="0" x2="${width}" y1="${top + height + 0.5}" y2="${top + height + 0.5}"/>`;
  const unit = `<text class="unit" x="0" y="${top + height + bottom - 4}">error in ULP, at most; heights are logarithms</text>`;
  const size = `width="${width}" height="${top + height + bottom}"`;
  return `<svg ${size} role="img" aria-label="${escapeMarkup(label)}">${axis}${bars.join('')}${unit}</svg>`;
}

function nameOf(i: number): string {
  const [end, before] = [histogramBounds[i]!, histogramBounds[i - 1]!];
  if (i === 0) return 'exact';
  if (end === Infinity) return `> ${power(before)}`;
  return `≤ ${power(end)}`;
}

function power(bound: number): string {
  return bound < 1000 ? String(bound) : `2^${Math.log2(bound)}`;
}

/** `1.23M`. */
function short(count: number): string {
  const [unit, sign] =
    count >= 1e9 ? [1e9, 'G'] : count >= 1e6 ? [1e6, 'M'] : count >= 1e3 ? [1e3, 'k'] : [1, ''];
  return unit === 1 ? String(count) : `${Number((count / unit).toPrecision(3))}${sign}`;
}

function round(length: number): string {
  return String(Number(length.toFixed(1)));
}
