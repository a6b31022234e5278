import { element } from '../element.ts';
import type { MarkedPlot } from './marked-plot.ts';
import type { SeriesLook } from './series-look.ts';

/** A line of the legend. */
export interface LegendEntry {
  readonly name: string;
  readonly kind: 'roof' | 'ours' | 'peer';
  readonly look: SeriesLook;
  /** Its accuracy: speed is never without. */
  readonly note: string;
}

const titles = { roof: 'Copies', ours: 'unitsphere', peer: 'Others' } as const;

/** Checkboxes that show and hide the series of `plot`, which has them in the order of `entries`; one for all of a kind. */
export function plotLegend(entries: readonly LegendEntry[], plot: MarkedPlot): HTMLElement {
  const groups = (['roof', 'ours', 'peer'] as const).flatMap((kind) => {
    const members = entries.flatMap((entry, i) => (entry.kind === kind ? [{ entry, i }] : []));
    if (members.length === 0) return [];
    const boxes = members.map(({ entry, i }) => {
      const box = element('input', { type: 'checkbox', checked: true });
      box.addEventListener('change', () => plot.show(i, box.checked));
      const label = element(
        'label',
        {},
        box,
        swatch(entry.look),
        element('span', {}, entry.name, ' ', element('span', { class: 'quiet' }, entry.note)),
      );
      for (const [begin, end] of [
        ['pointerenter', 'pointerleave'],
        ['focusin', 'focusout'],
      ] as const) {
        label.addEventListener(begin, () => plot.emphasize(box.checked ? i : undefined));
        label.addEventListener(end, () => plot.emphasize(undefined));
      }
      return { box, label, i };
    });
    const all = element('input', { type: 'checkbox', checked: true });
    all.addEventListener('change', () => {
      for (const { box, i } of boxes) {
        box.checked = all.checked;
        plot.show(i, all.checked);
      }
    });
    const legend = element('legend', {}, element('label', {}, all, titles[kind]));
    return [element('fieldset', {}, legend, ...boxes.map(({ label }) => label))];
  });
  return element('div', { class: 'legend' }, ...groups);
}

const svg = 'http://www.w3.org/2000/svg';

/** The look as it is in the plot. */
function swatch({ colour, marker, dash, width }: SeriesLook): SVGElement {
  const drawing = svgElement('svg', {
    viewBox: '-16 -7 32 14',
    width: '32',
    height: '14',
    'aria-hidden': 'true',
  });
  const line = {
    d: 'M-16 0H16',
    stroke: `var(${colour})`,
    'stroke-width': String(width),
    'stroke-dasharray': dash.join(' '),
  };
  drawing.append(svgElement('path', line));
  if (marker !== undefined)
    drawing.append(svgElement('path', { d: marker, fill: `var(${colour})`, transform: 'scale(4.5)' }));
  return drawing;
}

function svgElement(tag: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS(svg, tag) as SVGElement;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
