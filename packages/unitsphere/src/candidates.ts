import type { Candidate } from './candidate.ts';
import { startWebgl } from './start-webgl.ts';
import { startWebgpu } from './start-webgpu.ts';

/** The backends that `pick` and the command can start, in the order of those that are equally good for the work. */
export const candidates: readonly Candidate[] = [
  {
    name: 'wasm',
    // 20 ms of starting are repaid within 100 calls: 7.5 ns an element are gained against cpu, of 128 000 elements in
    // benchmarks/results/xeon-2-cores.json (1.17 and 0.21 ms); the next power of two.
    worthFrom: 2 ** 15,
    start: async () => (await import('@unitsphere/wasm')).wasm(),
  },
  { name: 'cpu', start: async () => (await import('@unitsphere/cpu')).cpu() },
  { name: 'webgpu', residency: 'device', start: startWebgpu },
  { name: 'webgl', residency: 'device', start: startWebgl },
];
