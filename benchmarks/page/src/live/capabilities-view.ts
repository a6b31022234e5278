import { element } from '../element.ts';
import type { BrowserFacts } from './browser-facts.ts';
import { browserName } from './browser-name.ts';
import { capabilitiesOf } from './capabilities.ts';

/** What this browser has, line by line. */
export function capabilitiesView(facts: BrowserFacts): HTMLElement {
  const { userAgent, cores, clockStep } = facts;
  const lines = capabilitiesOf(facts).map(({ name, here, detail, advice }) =>
    element(
      'li',
      { 'data-here': String(here) },
      element(
        'strong',
        { class: here ? 'good' : 'fair' },
        `${here ? '✓' : '✗'} ${name}: ${here ? 'here' : 'missing'}`,
      ),
      `, ${detail}.`,
      ...(advice === undefined ? [] : [element('div', { class: 'hint' }, advice)]),
    ),
  );
  const clock = `The clock of this page steps by ${clockStep.toPrecision(2)} ms; each sample repeats the work for far longer than that.`;
  return element(
    'div',
    {},
    element('p', {}, `${browserName(userAgent)}, ${cores} ${cores === 1 ? 'core' : 'cores'}. ${clock}`),
    element('ul', { class: 'capabilities' }, ...lines),
  );
}
