import '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { register } from '@unitsphere/tfjs';
import { webgl } from '@unitsphere/webgl';
import { type Measurement, measure } from './measure.ts';

/** On one of tfjs's backends on a GPU. */
export async function measureInPage(
  backend: 'webgl' | 'webgpu',
  shape: readonly [number, number],
): Promise<Measurement> {
  if (!(await tf.setBackend(backend))) throw new Error(`tfjs does not start its backend ${backend}`);
  const registered = await register(tf, { webgl });
  const exact = registered.find((each) => each.backend === backend)?.kernels === 'exact';
  return measure(exact ? backend : `${backend}, composed`, shape, { rounds: 9, exact });
}
