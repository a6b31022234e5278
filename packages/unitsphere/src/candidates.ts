import type { Candidate } from '@unitsphere/core';

/** The backends that `pick` and the command can start, the best first. */
export const candidates: readonly Candidate[] = [
  { name: 'wasm', start: async () => (await import('@unitsphere/wasm')).wasm() },
  { name: 'cpu', start: async () => (await import('@unitsphere/cpu')).cpu() },
];
