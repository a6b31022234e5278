import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs';
import { type Registered, register } from '@unitsphere/tfjs';
import { webgl } from '@unitsphere/webgl';

export type Gpu = 'webgpu' | 'webgl';

/** Makes tfjs use one of its backends, with the op registered; says how that runs it. */
export async function started(backend: Gpu): Promise<Registered> {
  if (!(await tf.setBackend(backend))) throw new Error(`tfjs's ${backend} does not start`);
  const registered = await register(tf, { webgl });
  return registered.find((each) => each.backend === backend)!;
}
