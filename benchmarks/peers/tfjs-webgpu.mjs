import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';

/**
 * tfjs on WebGPU: its device, and what one composes there for unit vectors along the last axis. `run` submits what
 * it records; the input is on the device from the first run on.
 */
export async function startTfjs() {
  if (!(await tf.setBackend('webgpu'))) throw new Error('tfjs does not start its WebGPU backend');
  const backend = tf.backend();
  return {
    device: backend.device,
    prepare(x, rows, length) {
      const t = tf.tensor2d(x, [rows, length]);
      const work = () => tf.tidy(() => tf.div(t, tf.sqrt(tf.sum(tf.square(t), -1, true))));
      return {
        run() {
          work().dispose();
          backend.endComputePassEncoder();
          backend.submitQueue();
        },
        async result() {
          const y = work();
          const values = await y.data();
          y.dispose();
          return Float32Array.from(values);
        },
        end: () => t.dispose(),
      };
    },
    end: () => tf.removeBackend('webgpu'),
  };
}
