import type * as tfjs from '@tensorflow/tfjs-core';

/** What is used of tfjs: the namespace of `@tensorflow/tfjs` or `@tensorflow/tfjs-core`. */
export type TensorFlow = Pick<
  typeof tfjs,
  | 'engine'
  | 'findBackend'
  | 'getKernel'
  | 'ready'
  | 'registerGradient'
  | 'registerKernel'
  | 'unregisterKernel'
>;
