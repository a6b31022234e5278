import type { TaskMeta } from 'vitest';
import type { ConsumerSet } from './sets.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** What a test shows: this consumer runs with this set. */
    cell?: { readonly consumer: string; readonly set: string };
  }
}

/** Makes a test one of the matrix that is printed at the end. */
export function cell({ meta }: { readonly meta: TaskMeta }, consumer: string, { name }: ConsumerSet): void {
  meta.cell = { consumer, set: name };
}
