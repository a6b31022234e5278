import type { UnitsphereError } from '@unitsphere/core';
import type { WebGlBuffer } from './buffers.ts';
import { faultOf } from './faults.ts';

/** What became of the work on the buffers of a context, whichever backend did it. */
export interface FaultLog {
  /** What is in the buffer was made from these. */
  fill(buffer: WebGlBuffer, sources: readonly WebGlBuffer[]): void;
  /** Lays the errors since the last look at the door of all that was filled since. */
  check(): void;
  /** What failed on the way to what is in the buffer. */
  failureOf(buffer: WebGlBuffer): UnitsphereError | undefined;
  forget(buffer: WebGlBuffer): void;
}

export function createFaultLog(context: WebGL2RenderingContext): FaultLog {
  const failures = new WeakMap<WebGlBuffer, UnitsphereError>();
  // WebGL tells errors late and not of what: one may be of any of these.
  const unchecked = new Set<WebGlBuffer>();
  const check = (): void => {
    const fault = faultOf(context);
    if (fault !== undefined) for (const buffer of unchecked) failures.set(buffer, fault);
    unchecked.clear();
  };
  return {
    fill(buffer, sources) {
      const inherited = sources.map((source) => failures.get(source)).find((fault) => fault !== undefined);
      if (inherited === undefined) failures.delete(buffer);
      else failures.set(buffer, inherited);
      unchecked.add(buffer);
    },
    check,
    failureOf(buffer) {
      check();
      return failures.get(buffer);
    },
    forget: (buffer) => void unchecked.delete(buffer),
  };
}
