import { bytesMoved, scenarios } from '../../../scenarios.ts';
import { choice, element, field } from '../element.ts';
import { bytesInWords } from '../in-figures.ts';
import { type CheckBoxes, checkBoxes } from './check-boxes.ts';

/** In bytes that are moved: what a phone has room and time for. */
const small = 10_000_000;

/** Those that a page can do: it has no files. */
const offered = scenarios.filter(({ task }) => task !== 'file');

/** Which scenarios, with a choice of sizes that sets them. */
export function scenarioBoxes(): CheckBoxes {
  const largest = Math.max(...offered.map(bytesMoved));
  const sizes = choice(
    [
      ['small', `Small: up to ${bytesInWords(small)} moved`],
      ['all', `All: up to ${bytesInWords(largest)} moved`],
    ],
    (value) => {
      offered.forEach((scenario, i) => {
        boxes.inputs[i]!.checked = value === 'all' || bytesMoved(scenario) <= small;
      });
    },
  );
  const boxes = checkBoxes(
    'Scenarios',
    offered.map((scenario) => ({
      value: scenario.name,
      checked: bytesMoved(scenario) <= small,
      hint: bytesInWords(bytesMoved(scenario)),
    })),
    element('div', { class: 'fields' }, field('Sizes', sizes)),
  );
  return boxes;
}
