import type { Capabilities } from '@unitsphere/core';
import type { CaseResult } from '../case.ts';
import type { CaseSettings } from '../run-case.ts';

/** What a process is told: first which module to test and how, then one case after another. */
export type Order =
  | { readonly kind: 'open'; readonly url: string; readonly settings: CaseSettings }
  | { readonly kind: 'run'; readonly id: string };

/**
 * What a process answers. `alive` comes again and again while its event loop turns; a `spent` process is not fit for
 * another case.
 */
export type Answer =
  | { readonly kind: 'opened'; readonly backend: string; readonly capabilities: Capabilities }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'result'; readonly result: CaseResult; readonly spent: boolean }
  | { readonly kind: 'alive' };
