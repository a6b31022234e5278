import type { Candidate } from '@unitsphere/core';
import { dawn } from './dawn.ts';
import { webglInBrowsers } from './webgl-in-browsers.ts';

/**
 * The backends that `pick` and the command can start, the best first for values in the host's memory: what a GPU gains
 * it loses by having them brought there and back.
 */
export const candidates: readonly Candidate[] = [
  { name: 'wasm', start: async () => (await import('@unitsphere/wasm')).wasm() },
  { name: 'cpu', start: async () => (await import('@unitsphere/cpu')).cpu() },
  {
    name: 'webgpu',
    start: async () => {
      const gpu = await dawn();
      return (await import('@unitsphere/webgpu')).webgpu(gpu && { gpu });
    },
  },
  { name: 'webgl', start: webglInBrowsers },
];
