import { UnitsphereError } from '@unitsphere/core';
import type { Case } from './case.ts';

/** `family: name`, by which a case is called; no two are alike. */
export function caseId({ family, name }: Pick<Case, 'family' | 'name'>): string {
  return `${family}: ${name}`;
}

/**
 * The cases that `only` names: an id, a family, a name, or a part of an id, in either case; all where it is absent.
 * Throws `unknown-case`.
 */
export function selectCases(
  cases: readonly Case[],
  only: string | readonly string[] | undefined,
): readonly Case[] {
  if (only === undefined) return cases;
  const wanted = typeof only === 'string' ? [only] : only;
  const chosen = new Set(wanted.flatMap((text) => namedBy(cases, text)));
  return cases.filter((each) => chosen.has(each));
}

function namedBy(cases: readonly Case[], text: string): readonly Case[] {
  const exact = cases.filter((each) => [caseId(each), each.family, each.name].includes(text));
  if (exact.length > 0) return exact;
  const part = cases.filter((each) => caseId(each).toLowerCase().includes(text.toLowerCase()));
  if (part.length > 0) return part;
  const families = [...new Set(cases.map(({ family }) => family))].join(', ');
  throw new UnitsphereError<'unknown-case'>(
    'unknown-case',
    `no case is called ${JSON.stringify(text)}; the families are ${families}`,
  );
}
