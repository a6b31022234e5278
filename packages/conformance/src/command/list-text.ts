import type { Capabilities } from '@unitsphere/core';
import type { Case } from '../case.ts';
import { caseId } from '../select-cases.ts';

/** The plan, one case a line; with `capabilities`, why some would be skipped. */
export function listText(cases: readonly Case[], capabilities: Capabilities | undefined): string {
  return cases
    .map((each) => {
      const reason = capabilities && each.skipped(capabilities);
      return `${caseId(each)}${reason === undefined ? '' : ` (skipped, since ${reason})`}\n`;
    })
    .join('');
}
