import type { Results } from '../../../results.ts';
import { element } from '../element.ts';
import { figure, percent } from '../in-figures.ts';

/** On what, when and how it was measured, how sure it is, and with which versions. */
export function runSummary(results: Results): HTMLElement {
  const { machine, started, seconds, passes, confidence, measurements, places, quick } = results;
  const compared = measurements.filter(({ ratio }) => ratio !== undefined);
  const noisy = compared.filter(({ noisy }) => noisy).length;
  const load = machine.load.length > 0 ? `, load ${machine.load.map(figure).join(' → ')}` : '';
  const memory = machine.memoryGigabytes === undefined ? '' : `${figure(machine.memoryGigabytes)} GB, `;
  return element(
    'div',
    {},
    element(
      'p',
      {},
      `${machine.processor}, ${machine.cores} ${machine.cores === 1 ? 'core' : 'cores'}, ${memory}${machine.system}${load}. `,
      `Measured on ${started.slice(0, 10)} at ${started.slice(11, 16)} UTC in ${seconds < 90 ? `${figure(seconds)} s` : `${figure(seconds / 60)} minutes`}`,
      quick ? ', a quick run.' : '.',
    ),
    element(
      'p',
      {},
      `${passes} passes: intervals of ${percent(confidence)}. `,
      element('strong', {}, `${noisy} of ${compared.length} ratios are noisy`),
      ': the ends of their intervals are more than 1.5 × apart.',
    ),
    element(
      'details',
      {},
      element('summary', {}, 'Versions and flags'),
      ...places.map(({ name, version, flags, versions }) =>
        element(
          'div',
          {},
          element('h3', {}, `${name}: ${version}`),
          element('p', {}, 'Flags: ', element('code', {}, flags.join(' ') || 'none')),
          element(
            'ul',
            {},
            ...Object.entries(versions).map(([of, text]) => element('li', {}, `${of}: ${text}`)),
          ),
        ),
      ),
    ),
  );
}
