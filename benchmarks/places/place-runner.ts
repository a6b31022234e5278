import type { Place } from '../results.ts';
import type { PassReport, PassRequest } from '../run-pass.ts';

/** Where contenders run. */
export interface PlaceRunner {
  readonly name: Place['name'];
  /** In a process that is new, and ended afterwards, also where `signal` aborts. */
  run(request: PassRequest, hooks: PlaceHooks): Promise<PlaceReport>;
}

export interface PlaceHooks {
  readonly signal: AbortSignal;
  progress(text: string): void;
}

export interface PlaceReport extends PassReport {
  /** Of the runtime. */
  readonly version: string;
  readonly flags: readonly string[];
}
