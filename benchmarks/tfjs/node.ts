import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { register } from '@unitsphere/tfjs';
import { measure } from './measure.ts';
import { heading, load, report } from './report.ts';
import { shapes } from './shapes.ts';

console.log(heading(`Node ${process.version}, tfjs ${tf.version_core}`));
for (const backend of ['wasm', 'cpu']) {
  if (!(await tf.setBackend(backend))) throw new Error(`tfjs does not start its backend ${backend}`);
  await register(tf);
  for (const shape of shapes) report(await measure(backend, shape));
}
console.log(`load ${load()}`);
