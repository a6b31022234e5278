import * as tf from '@tensorflow/tfjs';
import { l2Normalize, register } from '@unitsphere/tfjs';
import { report } from './report.ts';

report(async (values, shape) => {
  await tf.setBackend('cpu');
  await register(tf);
  const unit = await l2Normalize(tf.tensor2d(values, shape)).data();
  return Float32Array.from(unit);
});
