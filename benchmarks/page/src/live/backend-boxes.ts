import type { BackendFacts } from './browser-facts.ts';
import { type CheckBoxes, checkBoxes } from './check-boxes.ts';

/** Which backends: those that start, all of them to begin with. */
export function backendBoxes(backends: readonly BackendFacts[]): CheckBoxes {
  return checkBoxes(
    'Backends',
    backends.map((each) => ({
      value: each.name,
      checked: each.starts,
      disabled: !each.starts,
      ...(!each.starts && { hint: `does not start: ${each.reason}` }),
    })),
  );
}
