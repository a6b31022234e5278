import { setThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import * as ort from 'onnxruntime-web';
import { lpNormalizationModel } from './onnx-lp-normalization.mjs';

/** What people would use instead, on one thread: each takes the input once and gives a function that does the work. */
export const peers = {
  async 'tfjs wasm, composed'() {
    setThreadsCount(1);
    await tf.setBackend('wasm');
    return async (x, rows, length) => {
      const t = tf.tensor2d(x, [rows, length]);
      const work = () => tf.tidy(() => tf.div(t, tf.sqrt(tf.sum(tf.square(t), -1, true))));
      return {
        run: () => work().dispose(),
        result: () => tf.tidy(() => work().dataSync().slice()),
        end: () => t.dispose(),
      };
    };
  },
  async 'onnxruntime-web LpNormalization'() {
    ort.env.wasm.numThreads = 1;
    return async (x, rows, length) => {
      const session = await ort.InferenceSession.create(lpNormalizationModel(rows, length), {
        executionProviders: ['wasm'],
      });
      const feeds = { x: new ort.Tensor('float32', x, [rows, length]) };
      return {
        run: () => session.run(feeds),
        result: async () => (await session.run(feeds)).y.data.slice(),
        end: () => session.release(),
      };
    };
  },
};
