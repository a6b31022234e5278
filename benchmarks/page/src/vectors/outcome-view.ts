import { dataTable } from '../data-table.ts';
import { button, download, element } from '../element.ts';
import { bytesInWords } from '../in-figures.ts';
import type { Outcome } from './job.ts';
import { normPlot } from './norm-plot.ts';
import type { NormSummary } from './norm-summary.ts';
import type { Preview } from './preview.ts';

/** What came of a file, with its download. */
export function outcomeView(outcome: Outcome): readonly HTMLElement[] {
  const { name, shape, dtype, backend, notes, norms, preview, result } = outcome;
  const resultName = name.replace(/(\.[^.]*)$/, '-normalized$1');
  const size = bytesInWords(Math.max(1, result.size));
  return [
    element('h2', {}, `Result: ${name}`),
    element('p', {}, `Shape [${shape.join(', ')}], ${dtype}, normalized with ${backend}. ${notes.join(' ')}`),
    button(`Download ${resultName} (${size})`, () => download(resultName, [result], result.type), {
      class: 'primary',
    }),
    sliceTable(outcome),
    normTable(outcome),
    element(
      'div',
      { class: 'norm-plots' },
      normPlot('Norms before', norms.before),
      normPlot('Norms after', norms.after),
    ),
    element('h3', {}, 'The first rows'),
    previewTable('Before', preview.before),
    previewTable('After', preview.after),
  ];
}

function sliceTable({ norms, tally }: Outcome): HTMLElement {
  return dataTable({
    caption: 'Slices',
    columns: ['of the file', 'all', 'all zero', 'with NaN or ∞', 'clamped by epsilon'],
    rows: [['slices', ...[norms.before.slices, tally.zero, tally.nonFinite, tally.clamped].map(String)]],
  });
}

function normTable({ norms: { before, after } }: Outcome): HTMLElement {
  const row = (name: string, { min, median, max, nonFinite }: NormSummary): string[] => [
    name,
    ...[min, median, max].map((value) => (value === undefined ? 'none' : `${value}`)),
    `${nonFinite}`,
  ];
  return dataTable({
    caption: 'Norms, least to greatest of the finite ones',
    columns: ['norms', 'least', 'median', 'greatest', 'not finite'],
    rows: [row('before', before), row('after', after)],
  });
}

function previewTable(title: string, { columnNames, rowNames, rows, isPart }: Preview): HTMLElement {
  return dataTable({
    caption: isPart ? `${title}: the first of the rows and columns` : `${title}: all rows and columns`,
    columns: ['row', ...columnNames],
    rows: rows.map((row, i) => [rowNames[i] ?? '', ...row]),
  });
}
