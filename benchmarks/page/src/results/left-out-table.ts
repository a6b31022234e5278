import type { LeftOut } from '../../../results.ts';
import { dataTable } from '../data-table.ts';
import { element } from '../element.ts';

/** What was not measured, and why: `of` says of what. Empty where everything was. */
export function leftOutTable(leftOut: readonly LeftOut[], of: string): HTMLElement {
  if (leftOut.length === 0) return element('p', { class: 'quiet' }, `Nothing was left out of ${of}.`);
  return dataTable({
    caption: `Left out of ${of}`,
    columns: ['contender', ...['place', 'scenario', 'why'].map((text) => ({ text, class: 'word' }))],
    rows: leftOut.map(({ contender, place, scenario = 'all', reason }) => [
      contender,
      { text: place, class: 'word' },
      { text: scenario, class: 'word' },
      { text: reason, class: 'sentence' },
    ]),
  });
}
