import type { Capabilities } from '@unitsphere/core';
import type { Case } from './case.ts';
import { cases } from './cases.ts';
import { selectCases } from './select-cases.ts';

/** A case that would run, or the capability that skips it. */
export interface Planned {
  readonly family: string;
  readonly name: string;
  readonly skipped?: string;
}

/** The cases without running any; with `capabilities`, why some are skipped. Throws `unknown-case`. */
export function plan(
  capabilities?: Capabilities,
  { only }: { readonly only?: string | readonly string[] | undefined } = {},
): readonly Planned[] {
  return selectCases(cases, only).map((each) => planned(each, capabilities));
}

function planned(each: Case, capabilities: Capabilities | undefined): Planned {
  const { family, name } = each;
  const skipped = capabilities && each.skipped(capabilities);
  return skipped === undefined ? { family, name } : { family, name, skipped };
}
