import type { CaseResult } from '../case.ts';
import type { CaseSettings } from '../case-settings.ts';

/** What a worker is told: first how cases run, then one case after another. */
export type Order =
  | { readonly kind: 'open'; readonly settings: CaseSettings }
  | { readonly kind: 'run'; readonly id: string };

/**
 * What a worker answers: `ready` once it listens, `alive` again and again while its event loop turns. A `spent` worker
 * is not fit for another case.
 */
export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'alive' }
  | { readonly kind: 'opened' }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | { readonly kind: 'result'; readonly result: CaseResult; readonly spent: boolean };

/** On the way: the tested backend may send messages of its own, which have no such field. */
export interface Envelope<T extends Order | Answer> {
  readonly unitsphere: T;
}

/** What an event brought, where it is ours. */
export function contentOf<T extends Order | Answer>({ data }: { readonly data: unknown }): T | undefined {
  return (data as Partial<Envelope<T>> | null | undefined)?.unitsphere;
}
