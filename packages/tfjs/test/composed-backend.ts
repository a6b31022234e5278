import * as tf from '@tensorflow/tfjs';
import { register } from '../src/index.ts';
import { useBackend } from './tfjs-backends.ts';

/** `composed` is tfjs's cpu under a name that we know nothing of. */
export const derivedBackends = ['cpu', 'wasm', 'composed'] as const;

export async function useDerivedBackend(backend: (typeof derivedBackends)[number]): Promise<void> {
  if (backend !== 'composed') await useBackend(backend);
  else if (!tf.findBackendFactory('composed')) {
    tf.registerBackend('composed', tf.findBackendFactory('cpu'));
    tf.copyRegisteredKernels('cpu', 'composed');
  }
  await tf.setBackend(backend);
  await register(tf);
}
