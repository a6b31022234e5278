import { cpu } from '@unitsphere/cpu';
import { wasm } from '@unitsphere/wasm';
import { webgl } from '@unitsphere/webgl';
import { webgpu } from '@unitsphere/webgpu';
import type { Candidate } from 'unitsphere';

/** Ours, in the order in which they are shown. */
export const backends: readonly Candidate[] = [
  { name: 'cpu', start: cpu },
  { name: 'wasm', start: () => wasm() },
  { name: 'webgpu', start: () => webgpu() },
  { name: 'webgl', start: () => webgl() },
];
