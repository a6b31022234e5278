import { quotientBound } from './composed-bounds.ts';
import { type Claims, maxElements } from './op-backend.ts';

const ofCpu = {
  reading: 'sync',
  rounding: 'exact',
  otherOrders: { maxUlp: 1 },
  gradient: { maxUlp: 1 },
} as const;
const ofGpu = { reading: 'async', rounding: 'exact', gradient: { maxUlp: 0.125 } } as const;

/** What the op claims on each backend of tfjs with our kernels: what our backend beneath it does. */
export const claims = {
  cpu: { name: 'tfjs-cpu', ...ofCpu },
  wasm: { name: 'tfjs-wasm', ...ofCpu },
  webgl: { name: 'tfjs-webgl', ...ofGpu },
  webgpu: { name: 'tfjs-webgpu', ...ofGpu },
} as const satisfies Record<string, Claims>;

/**
 * What it claims made of tfjs's operations: at p = 1 most additions count in full. Of gradients nothing: their bound grows
 * with Σ|dy| over the slice, and gradient.test.ts holds them to it.
 */
export const composed = { rounding: { maxUlp: quotientBound(maxElements, 1) }, gradient: false } as const;
