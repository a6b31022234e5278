import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';

/** tfjs's backends that run in Node, its wasm in both builds that do. */
export const nodeBackends = ['cpu', 'wasm', 'wasm without SIMD'] as const;

export type NodeBackend = (typeof nodeBackends)[number];

/** Starts one and makes it the one in use; wasm anew, with a memory of its own. */
export async function useBackend(backend: NodeBackend): Promise<void> {
  if (backend === 'cpu') {
    await tf.setBackend('cpu');
    return;
  }
  await tf.setBackend('cpu');
  restartWasm();
  tf.env().set('WASM_HAS_SIMD_SUPPORT', backend === 'wasm');
  if (!(await tf.setBackend('wasm'))) throw new Error('wasm does not start');
}

/** Ends it, if it has started, and lets it start once more. */
function restartWasm(): void {
  const factory = tf.findBackendFactory('wasm');
  tf.removeBackend('wasm');
  tf.registerBackend('wasm', factory, 2);
}

/** Bits of float32 values. */
export function bitsOf(values: Iterable<number>): number[] {
  return [...new Uint32Array(Float32Array.from(values).buffer)];
}
