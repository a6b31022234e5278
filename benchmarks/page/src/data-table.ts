import { element } from './element.ts';

/** One cell: its text, or more. */
export type Cell = string | { readonly text: string; readonly title?: string; readonly class?: string };

/** What a table shows. The first column names the rows. */
export interface TableData {
  readonly caption: string;
  readonly columns: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A table in a scroller of its own, which the keyboard reaches where the table is wider than the window. */
export function dataTable({ caption, columns, rows }: TableData): HTMLElement {
  const head = element('tr', {}, ...columns.map((column) => cell('th', column, { scope: 'col' })));
  const body = rows.map(([name = '', ...values]) =>
    element('tr', {}, cell('th', name, { scope: 'row' }), ...values.map((value) => cell('td', value))),
  );
  const table = element(
    'table',
    {},
    element('caption', {}, caption),
    element('thead', {}, head),
    element('tbody', {}, ...body),
  );
  return element('div', { class: 'scroller', role: 'region', 'aria-label': caption, tabindex: '0' }, table);
}

function cell(tag: 'td' | 'th', value: Cell, attributes: Readonly<Record<string, string>> = {}): HTMLElement {
  if (typeof value === 'string') return element(tag, attributes, value);
  const { text, title, class: name } = value;
  return element(tag, { ...attributes, ...(title && { title }), ...(name && { class: name }) }, text);
}
