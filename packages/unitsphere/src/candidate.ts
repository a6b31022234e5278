import type { Backend, Capabilities } from '@unitsphere/core';

/** A backend that may start here. */
export interface Candidate {
  readonly name: string;
  /** Where its buffers are, known before it starts; `host` where nothing is said. */
  readonly residency?: Capabilities['residency'];
  /** Elements of a call from which its start is repaid; for fewer, those that have no such number come first. */
  readonly worthFrom?: number;
  /** Gives a backend of its own, which whoever asked for it ends. */
  start(): Backend | Promise<Backend>;
}
