import type { Backend, FloatArray } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';

export type Host = Backend<FloatArray, 'sync'>;

/** cpu, but for the methods that `change` makes of its own. */
export function changed(change: (right: Host) => Partial<Host>): Host {
  const right = cpu();
  return { ...right, ...change(right) };
}
