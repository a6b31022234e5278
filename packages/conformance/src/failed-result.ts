import type { Case, CaseResult } from './case.ts';
import type { CaseSettings } from './case-settings.ts';
import { histogramBounds } from './measure.ts';
import { runAlone } from './run-alone.ts';

/** The result of a case that did not live to tell what it had measured. */
export function failedResult(
  { family, name }: Pick<Case, 'family' | 'name'>,
  settings: CaseSettings,
  reason: string,
  milliseconds: number,
): CaseResult {
  const reproduction = runAlone({ family, name }, settings);
  const nothing = { elements: 0, mismatches: 0, worstUlp: 0, meanUlp: 0, exact: 0, measured: 0 };
  const histogram = histogramBounds.map(() => 0);
  return { family, name, status: 'failed', reason, reproduction, milliseconds, ...nothing, histogram };
}
